package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.DurationsRecord;
import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.analysis.record.LatencyRecord;
import io.aiorevisited.analysis.record.SubmissionRecord;
import io.aiorevisited.workloads.NanosDistribution;
import io.aiorevisited.workloads.SubmissionResult;
import io.aiorevisited.workloads.gates.GateResult;
import java.util.List;
import java.util.stream.Collectors;

/** Turns what a trial's JVM handed over into the words of the record. */
final class SheetRecords {

  private SheetRecords() {}

  static List<GateRecord> gates(List<GateResult> gates) {
    return gates.stream()
        .map(gate -> new GateRecord(gate.name(), gate.outcome().name(), gate.reason(), gate.mend()))
        .toList();
  }

  /**
   * Says why a trial is not to be believed: the first failed gate with its mend, and the names of
   * the others; null if none failed.
   */
  static String doubt(List<GateResult> gates) {
    List<GateResult> failed =
        gates.stream().filter(gate -> gate.outcome() == GateResult.Outcome.FAILED).toList();
    if (failed.isEmpty()) {
      return null;
    }
    GateResult first = failed.get(0);
    String others = failed.stream().skip(1).map(GateResult::name).collect(Collectors.joining(", "));
    return first.name()
        + ": "
        + first.reason()
        + "; "
        + first.mend()
        + (others.isEmpty() ? "" : " (failed too: " + others + ")");
  }

  /** Null where no request was timed. */
  static LatencyRecord latency(NanosDistribution latency) {
    return latency.count() == 0
        ? null
        : new LatencyRecord(LatencyRecord.CLOSED_LOOP, durations(latency));
  }

  /** Null where no submission was timed. */
  static SubmissionRecord submission(SubmissionResult submission) {
    return submission.nanos().count() == 0
        ? null
        : new SubmissionRecord(
            submission.requests(), submission.completedMeanwhile(), durations(submission.nanos()));
  }

  private static DurationsRecord durations(NanosDistribution nanos) {
    return new DurationsRecord(
        nanos.count(),
        nanos.meanNanos(),
        nanos.minNanos(),
        nanos.p50Nanos(),
        nanos.p90Nanos(),
        nanos.p99Nanos(),
        nanos.p999Nanos(),
        nanos.maxNanos(),
        nanos.histogram());
  }
}
