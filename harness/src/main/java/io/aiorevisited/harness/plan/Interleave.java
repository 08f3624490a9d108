package io.aiorevisited.harness.plan;

import java.util.Locale;

/** How the arms of a block share the machine. */
public enum Interleave {
  /** All are alive and take turns, one pass at a time. */
  PASSES,
  /** One runs after another, from its JVM's start to its end. */
  FORKS;

  /** The name as typed on the command line and kept in records, for example {@code passes}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
