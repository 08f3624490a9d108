package io.aiorevisited.workloads.gates;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineType;
import java.util.Locale;
import java.util.OptionalDouble;

/** Checks that as many requests were in flight together as the cell names. */
final class DepthGate {
  static final String NAME = "depth";

  /** Largest share of requests that a full kernel queue may have held back. */
  static final double LARGEST_HELD_BACK_SHARE = 0.01;

  private DepthGate() {}

  /**
   * @param requestsPerPass requests of one pass
   * @param receipts of the measured passes
   * @param deviceMean requests in the device at a time, on average; empty where nobody can tell
   */
  static GateRecord check(
      EngineType engine,
      int depth,
      long requestsPerPass,
      EngineReceipts receipts,
      OptionalDouble deviceMean) {
    String device =
        deviceMean.isPresent()
            ? String.format(
                Locale.ROOT, "; %.1f in the device on average", deviceMean.getAsDouble())
            : "";
    if (engine == EngineType.PSYNC) {
      return GateRecord.passed(
          NAME, "psync has one request in flight, whatever the depth" + device);
    }
    if (requestsPerPass < depth) {
      return GateRecord.failed(
          NAME,
          "a pass of " + requestsPerPass + " requests never has " + depth + " in flight",
          "use a larger size or a smaller depth");
    }
    if (engine == EngineType.THREADS) {
      return ofPool(depth, receipts, device);
    }
    long heldBack =
        receipts.retries().getOrDefault("io_submit:EAGAIN", 0L)
            + receipts.retries().getOrDefault("io_submit:partial", 0L);
    if (heldBack > receipts.requests() * LARGEST_HELD_BACK_SHARE) {
      return GateRecord.failed(
          NAME,
          "the kernel's queue was full at " + heldBack + " of " + receipts.requests() + " requests",
          "use a smaller depth, or raise fs.aio-max-nr");
    }
    return GateRecord.passed(
        NAME, depth + " handed over together, none of them held back for long" + device);
  }

  private static GateRecord ofPool(int depth, EngineReceipts receipts, String device) {
    if (depth > EngineType.THREADS.mostInFlight()) {
      return GateRecord.failed(
          NAME,
          "a pool has at most "
              + EngineType.THREADS.mostInFlight()
              + " workers, so never "
              + depth
              + " at work",
          "use a depth of at most " + EngineType.THREADS.mostInFlight() + " for threads");
    }
    return GateRecord.passed(
        NAME,
        depth
            + " handed to the pool together, at most "
            + receipts.workerThreadsAtMost()
            + " workers alive at once"
            + device);
  }
}
