package io.aiorevisited.workloads.gates;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.engines.EngineDaemon;
import io.aiorevisited.engines.EngineReceipts;
import java.util.List;
import java.util.Optional;

/**
 * Says by what means of the kernel an engine really worked, where that depends on the kernel and on
 * the target. Which of them the engine got depends on the engine, so a figure is only thrown away
 * where completions were lost, or where a daemon that has a mode for a name was in another.
 */
final class MechanismGate {
  static final String NAME = "mechanism";

  private MechanismGate() {}

  /**
   * Checks what an engine, or its daemon, did in the measured passes.
   *
   * @param ofDaemon what was seen of the daemon, in order; empty where there is none
   * @return empty where the engine has nothing to say
   */
  static Optional<GateRecord> check(EngineReceipts receipts, List<EngineDaemon.Proof> ofDaemon) {
    return ofDaemon.isEmpty() ? ofKernel(receipts) : Optional.of(ofDaemon(ofDaemon));
  }

  /** A daemon works by what it is named after, or its figure stands for something else. */
  private static GateRecord ofDaemon(List<EngineDaemon.Proof> ofDaemon) {
    for (EngineDaemon.Proof proof : ofDaemon) {
      if (!proof.asNamed()) {
        return GateRecord.failed(
            NAME,
            "procfs shows of the daemon: "
                + proof.seen()
                + ", so it fell back to other means than the engine's name says",
            "run its command, which is in the record, by hand, and read what it says");
      }
    }
    return GateRecord.passed(
        NAME, "procfs shows of the daemon: " + ofDaemon.get(ofDaemon.size() - 1).seen());
  }

  private static Optional<GateRecord> ofKernel(EngineReceipts receipts) {
    if (receipts.mode().isEmpty()) {
      return Optional.empty();
    }
    long lost = receipts.retries().getOrDefault(EngineReceipts.OVERFLOW, 0L);
    if (lost > 0) {
      return Optional.of(
          GateRecord.failed(
              NAME,
              receipts.mode() + "; " + lost + " completions found no place in the ring",
              "use a smaller depth"));
    }
    if (receipts.workerThreadsAtMost() > 0) {
      return Optional.of(
          GateRecord.warned(
              NAME,
              receipts.mode()
                  + "; up to "
                  + receipts.workerThreadsAtMost()
                  + " worker threads of the kernel (iou-wrk) were there, so that some requests went"
                  + " through a pool of threads",
              "use a target that can be read and written without blocking: data already written,"
                  + " on ext4 or XFS, not tmpfs"));
    }
    return Optional.of(
        GateRecord.passed(
            NAME, receipts.mode() + "; no worker thread of the kernel, no completion lost"));
  }
}
