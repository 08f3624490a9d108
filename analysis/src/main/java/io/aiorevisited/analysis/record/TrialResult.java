package io.aiorevisited.analysis.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aiorevisited.analysis.record.programs.DaemonRecord;
import io.aiorevisited.analysis.record.programs.GuestRecord;
import io.aiorevisited.analysis.record.programs.ProgramRecord;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a trial measured, in one shape from the JVM that measured it to the journal: the fork hands
 * it over as one JSON file, and a line of {@code trials.jsonl} holds it as it came.
 *
 * @param warmups passes that warm up and don't count
 * @param passes measured passes
 * @param warmupReceipts what the engine did in the warm-up passes
 * @param receipts what it did in the measured passes
 * @param gates what the checks of the measured passes found
 * @param latency time of single requests; null where the workload doesn't time them
 * @param submission how asynchronous the submissions were; null where none were timed
 * @param buffers what memory the engine's buffers lay in; null where nobody looked
 * @param resting what the process did while others had their turn; null where it never waited
 * @param program what carried it out; null where an engine of ours did
 * @param daemon process that the engine had its requests carried out by; null where it had none
 * @param guest virtual machine in which it was carried out; null where it was here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrialResult(
    List<PassRecord> warmups,
    List<PassRecord> passes,
    Receipts warmupReceipts,
    Receipts receipts,
    List<GateRecord> gates,
    LatencyRecord latency,
    SubmissionRecord submission,
    BuffersRecord buffers,
    RestingRecord resting,
    ProgramRecord program,
    DaemonRecord daemon,
    GuestRecord guest)
    implements Serializable {

  public TrialResult {
    warmups = List.copyOf(warmups);
    passes = List.copyOf(passes);
    Objects.requireNonNull(warmupReceipts, "warmupReceipts");
    Objects.requireNonNull(receipts, "receipts");
    gates = gates == null ? List.of() : List.copyOf(gates);
  }

  /** The same with what the process did while others had their turn. */
  public TrialResult withResting(RestingRecord whileOthersRan) {
    return new TrialResult(
        warmups,
        passes,
        warmupReceipts,
        receipts,
        gates,
        latency,
        submission,
        buffers,
        whileOthersRan,
        program,
        daemon,
        guest);
  }

  /**
   * The same with the time in which the process was stopped, as seen from outside.
   *
   * @param stoppedNanos one a measured pass; those that are missing count as 0
   */
  public TrialResult withStopped(List<Long> stoppedNanos) {
    List<PassRecord> seen = new ArrayList<>();
    for (int i = 0; i < passes.size(); i++) {
      long nanos = i < stoppedNanos.size() ? stoppedNanos.get(i) : 0;
      seen.add(passes.get(i).withStopped(nanos));
    }
    return new TrialResult(
        warmups,
        seen,
        warmupReceipts,
        receipts,
        gates,
        latency,
        submission,
        buffers,
        resting,
        program,
        daemon,
        guest);
  }

  /** How often each measured pass goes over the target. */
  public int sweeps() {
    return program == null ? 1 : program.sweeps();
  }

  /** Bytes moved by the measured passes. */
  public long bytes() {
    long bytes = 0;
    for (PassRecord pass : passes) {
      bytes += pass.bytes();
    }
    return bytes;
  }

  /** Time taken by the measured passes. */
  public long durationNanos() {
    long nanos = 0;
    for (PassRecord pass : passes) {
      nanos += pass.durationNanos();
    }
    return nanos;
  }

  /** Tells in one line how fast the measured passes were together: total bytes by total time. */
  public String summary() {
    double seconds = durationNanos() / 1e9;
    long requests = passes.stream().mapToLong(PassRecord::requests).sum();
    return String.format(
        Locale.ROOT,
        "%d measured passes: %.1f MiB/s, %.2f us per request",
        passes.size(),
        bytes() / seconds / (1 << 20),
        seconds * 1e6 / requests);
  }
}
