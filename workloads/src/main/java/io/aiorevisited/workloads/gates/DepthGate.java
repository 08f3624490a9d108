package io.aiorevisited.workloads.gates;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineTraits;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.qsd.QsdEngine;
import java.util.Locale;
import java.util.OptionalDouble;

/*
 * The workload always hands over as many requests as the cell's depth, but to a synchronous engine,
 * which gets one at a time. How many of them are carried out at once is the engine's doing, and
 * what each engine shows of it differs: a pool counts the requests that its workers have in hand,
 * native AIO those that io_submit took and that have not been reaped. Both are the most since the
 * engine was opened, not what was kept up throughout; only the device's own count is an average
 * over the passes.
 *
 * An engine whose nature sets a bound below the depth passes with what it reached: reports say
 * beside its figure how many were in flight, so that nobody takes it for the depth.
 */
/** Checks that as many requests were in flight together as the cell names, or the engine can. */
final class DepthGate {
  static final String NAME = "depth";

  /** Largest share of requests that a full kernel queue may have held back. */
  static final double LARGEST_HELD_BACK_SHARE = 0.01;

  private static final String FULL_QUEUE_FIX =
      "use a smaller depth; for native AIO, fs.aio-max-nr can be raised";

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
    EngineTraits traits = engine.traits();
    String device =
        deviceMean.isPresent()
            ? String.format(
                Locale.ROOT, "; %.1f in the device on average", deviceMean.getAsDouble())
            : "";
    if (!traits.isSynchronous() && requestsPerPass < depth) {
      return GateRecord.failed(
          NAME,
          "a pass of " + requestsPerPass + " requests never has " + depth + " in flight",
          "use a larger size or a smaller depth");
    }
    return switch (traits.carrier()) {
      case HOME_THREAD ->
          GateRecord.passed(
              NAME,
              "at most "
                  + receipts.inFlightAtMost()
                  + " of "
                  + depth
                  + " in flight at once: "
                  + engine.label()
                  + " carries each out on the thread that submits it"
                  + device);
      case OWN_THREADS -> ofPool(engine, depth, receipts, device);
      case KERNEL -> ofKernelQueue(depth, receipts, device);
      case DAEMON -> ofVirtqueue(depth, receipts, device);
      case NOBODY ->
          GateRecord.notCheckable(NAME, "the engine " + engine.label() + " carries nothing out");
    };
  }

  private static GateRecord ofKernelQueue(int depth, EngineReceipts receipts, String device) {
    long heldBack = receipts.heldBack();
    if (heldBack > receipts.requests() * LARGEST_HELD_BACK_SHARE) {
      return GateRecord.failed(
          NAME,
          "the kernel's queue was full at " + heldBack + " of " + receipts.requests() + " requests",
          FULL_QUEUE_FIX);
    }
    String seen =
        "at most "
            + receipts.inFlightAtMost()
            + " of "
            + depth
            + " with the kernel at once, held back at "
            + heldBack
            + " of "
            + receipts.requests()
            + " requests"
            + device;
    return receipts.inFlightAtMost() < depth
        ? GateRecord.failed(NAME, seen, FULL_QUEUE_FIX)
        : GateRecord.passed(NAME, seen);
  }

  /** How many of them the daemon carries out at once is its own doing. */
  private static GateRecord ofVirtqueue(int depth, EngineReceipts receipts, String device) {
    String seen =
        "at most "
            + receipts.inFlightAtMost()
            + " of "
            + depth
            + " with the daemon at once"
            + device;
    int most = Math.min(depth, QsdEngine.MOST_IN_QUEUE);
    return receipts.inFlightAtMost() < most
        ? GateRecord.failed(NAME, seen, "report it: the engine didn't hand over what it was given")
        : GateRecord.passed(NAME, seen);
  }

  private static GateRecord ofPool(
      EngineType engine, int depth, EngineReceipts receipts, String device) {
    int workers = engine.traits().mostInFlight();
    String seen =
        "at most "
            + receipts.inFlightAtMost()
            + " of "
            + depth
            + " requests at work at once, on at most "
            + receipts.workerThreadsAtMost()
            + " workers"
            + (depth > workers ? ", and " + engine.label() + " has no more than " + workers : "")
            + device;
    return receipts.inFlightAtMost() < Math.min(depth, workers)
        ? GateRecord.warned(
            NAME,
            seen,
            "requests end before the pool's next worker runs, which is the pool's own cost; a"
                + " larger block size shows whether it reaches the depth")
        : GateRecord.passed(NAME, seen);
  }
}
