package io.aiorevisited.analysis.record.folder;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.DurationsRecord;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.RecordCheck.UnsoundException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** Holds a trial's record against itself and against the plan of its run. */
public final class TrialCheck {

  private static final int MOST_SWEEPS = 1_000_000;

  private TrialCheck() {}

  /**
   * Checks.
   *
   * @throws UnsoundException naming the first contradiction
   */
  static void check(TrialRecord trial, Plan plan) throws UnsoundException {
    RecordCheck.check("", trial);
    RecordCheck.cell("cell", trial.cell());
    isInstant(trial.startedAt());
    isPlanned(trial, plan);
    if (trial.status() == TrialStatus.OK) {
      RecordCheck.range(
          "passes", trial.passes().size(), plan.measuredPasses(), plan.measuredPasses());
    }
    int sweeps = trial.result() == null ? 1 : trial.result().sweeps();
    RecordCheck.range("program.sweeps", sweeps, 1, MOST_SWEEPS);
    if (trial.program() == null) {
      passes("warmups", trial.warmups(), trial, 1);
    }
    passes("passes", trial.passes(), trial, sweeps);
    if (trial.latency() != null) {
      durations("latency.nanos", trial.latency().nanos());
    }
    if (trial.submission() != null) {
      durations("submission.nanos", trial.submission().nanos());
    }
  }

  private static void isInstant(String startedAt) throws UnsoundException {
    try {
      Instant.parse(startedAt);
    } catch (DateTimeException e) {
      throw new UnsoundException(
          "startedAt = '" + PlainText.quote(startedAt) + "', which is not an instant of ISO 8601");
    }
  }

  private static void isPlanned(TrialRecord trial, Plan plan) throws UnsoundException {
    RecordCheck.range("round", trial.round(), 1, plan.rounds());
    if (!plan.cells().contains(trial.cell())) {
      throw new UnsoundException("a cell that the plan does not have");
    }
    if (trial.control() && !trial.cell().engine().equals(plan.referenceEngine())) {
      throw new UnsoundException(
          "a control arm of "
              + trial.cell().engine()
              + ", and the plan's reference is "
              + plan.referenceEngine());
    }
  }

  private static void passes(String name, List<PassRecord> passes, TrialRecord trial, int sweeps)
      throws UnsoundException {
    long size = sweeps * trial.cell().sizeBytes();
    long requests = sweeps * requestsOf(trial.cell());
    long nanos = 0;
    for (int i = 0; i < passes.size(); i++) {
      String path = name + "[" + i + "].";
      PassRecord pass = passes.get(i);
      RecordCheck.range(path + "durationNanos", pass.durationNanos(), 1, RecordCheck.MOST);
      equal(path + "bytes", pass.bytes(), size, "the cell moves");
      equal(path + "requests", pass.requests(), requests, "its bytes take");
      nanos += pass.durationNanos();
    }
    if (nanos > trial.wallNanos()) {
      throw new UnsoundException(
          name + " that took " + nanos + " ns in a trial of " + trial.wallNanos() + " ns");
    }
  }

  private static long requestsOf(Cell cell) {
    return cell.sizeBytes() / cell.blockSizeBytes() * cell.requestsPerBlock();
  }

  private static void equal(String name, long value, long expected, String whose)
      throws UnsoundException {
    if (value != expected) {
      throw new UnsoundException(name + " = " + value + ", and " + whose + " " + expected);
    }
  }

  private static void durations(String name, DurationsRecord nanos) throws UnsoundException {
    long[] rising = {
      nanos.minNanos(),
      nanos.p50Nanos(),
      nanos.p90Nanos(),
      nanos.p99Nanos(),
      nanos.p999Nanos(),
      nanos.maxNanos()
    };
    for (int i = 1; i < rising.length; i++) {
      if (rising[i] < rising[i - 1]) {
        throw new UnsoundException(name + " whose percentiles do not rise");
      }
    }
  }
}
