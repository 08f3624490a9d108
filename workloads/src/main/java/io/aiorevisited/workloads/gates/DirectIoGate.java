package io.aiorevisited.workloads.gates;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.linux.Architecture;
import java.util.OptionalInt;

/** Checks that the descriptor is in the cache mode that the cell names, as the kernel tells it. */
final class DirectIoGate {
  static final String NAME = "cache-mode";

  private static final int O_DSYNC = 0x1000;

  private DirectIoGate() {}

  /**
   * @param flags flags of the open descriptor from fdinfo; empty where procfs doesn't show them
   */
  static GateRecord check(CacheMode cacheMode, OptionalInt flags) {
    if (flags.isEmpty()) {
      return GateRecord.notCheckable(NAME, "/proc/self/fdinfo doesn't show the flags");
    }
    boolean direct = (flags.getAsInt() & Architecture.current().directFlag()) != 0;
    boolean synchronous = (flags.getAsInt() & O_DSYNC) != 0;
    boolean asNamed =
        direct == (cacheMode == CacheMode.NONE)
            && synchronous == (cacheMode == CacheMode.WRITETHROUGH);
    String seen =
        "the kernel shows flags 0"
            + Integer.toOctalString(flags.getAsInt())
            + (direct ? ", O_DIRECT" : "")
            + (synchronous ? ", O_DSYNC" : "");
    return asNamed
        ? GateRecord.passed(NAME, seen)
        : GateRecord.failed(
            NAME,
            seen + ", which is not cache mode " + cacheMode.label(),
            "report it: the target was opened otherwise than asked");
  }
}
