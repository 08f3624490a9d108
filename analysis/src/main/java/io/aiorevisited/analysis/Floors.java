package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.ArmName;
import java.util.List;

/**
 * Engines that move no data. What they measure is a part of every other figure, so they stand in
 * tables, but in no chart or comparison of those that do.
 */
public final class Floors {

  /** What the harness itself takes. */
  public static final String HARNESS = "null";

  /** What the way to QEMU's storage daemon and back takes. */
  public static final String STORAGE_DAEMON = "qsd-null";

  private static final List<String> ALL = List.of(STORAGE_DAEMON, HARNESS);

  private Floors() {}

  /** Tells whether an engine moves no data. */
  public static boolean has(String engine) {
    return rank(engine) >= 0;
  }

  /** The floor of the way that an engine's requests take to its daemon, of the same build. */
  public static String ofDaemon(String engine) {
    return ArmName.of(engine).withBase(STORAGE_DAEMON).toString();
  }

  /** Tells where a floor stands among them, from 0; -1 for an engine that moves data. */
  static int rank(String engine) {
    return ALL.indexOf(ArmName.baseOf(engine));
  }
}
