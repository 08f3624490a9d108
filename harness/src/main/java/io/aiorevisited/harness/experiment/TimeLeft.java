package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.harness.plan.PlannedTrial;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates how long trials take: before a cell has run, from assumptions scaled by how far they
 * were out so far; after that, from its own mean.
 */
final class TimeLeft {

  /** Start and end of a trial's JVM, assumed. */
  static final double JVM_SECONDS = 0.8;

  /** Throughput of a pass, assumed. */
  static final double BYTES_PER_SECOND = 300e6;

  private static final double NANOS = 1e9;

  private final Plan plan;
  private final Map<Cell, long[]> sumAndCount = new HashMap<>();
  private double assumedSeconds;
  private double measuredSeconds;

  TimeLeft(Plan plan) {
    this.plan = plan;
  }

  /** Takes note of a trial that has ended. */
  void note(PlannedTrial trial, long wallNanos) {
    long[] entry = sumAndCount.computeIfAbsent(trial.cell(), cell -> new long[2]);
    entry[0] += wallNanos;
    entry[1]++;
    assumedSeconds += assumedSeconds(trial.cell());
    measuredSeconds += wallNanos / NANOS;
  }

  /** Estimated time of all of {@code trials}. */
  Duration of(List<PlannedTrial> trials) {
    double seconds = 0;
    for (PlannedTrial trial : trials) {
      long[] entry = sumAndCount.get(trial.cell());
      seconds +=
          entry == null ? assumedSeconds(trial.cell()) * scale() : entry[0] / NANOS / entry[1];
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private double scale() {
    return assumedSeconds == 0 ? 1 : measuredSeconds / assumedSeconds;
  }

  private double assumedSeconds(Cell cell) {
    long passes = plan.warmupPasses() + plan.measuredPasses();
    return JVM_SECONDS + passes * cell.sizeBytes() / BYTES_PER_SECOND;
  }
}
