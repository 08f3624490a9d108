package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.DurationsRecord;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.MeanEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Time of single requests of one arm. Each trial has its own percentiles; they are estimated over
 * trials like any other figure, and never pooled over requests.
 *
 * @param arm whose it is
 * @param kind what a duration is
 * @param percentiles from the median to the far tail
 * @param curve the whole distribution; empty if no trial's histogram can be read
 */
public record LatencyOfArm(
    Arm arm, String kind, List<Percentile> percentiles, Optional<LatencyCurve> curve) {

  /**
   * One percentile.
   *
   * @param name such as {@code p99.9}
   * @param nanos geometric mean over trials, above 0
   * @param interval of the geometric mean, worked out on the logarithm, so that it lies above 0;
   *     empty for a single trial
   */
  public record Percentile(String name, double nanos, Optional<Interval> interval) {}

  /** Estimates an arm's percentiles; empty where its trials timed no requests. */
  static Optional<LatencyOfArm> of(CellResult.Measured measured, double confidence) {
    List<TrialRecord> timed =
        measured.trials().stream().filter(trial -> trial.latency() != null).toList();
    if (timed.isEmpty()) {
      return Optional.empty();
    }
    List<Percentile> percentiles = new ArrayList<>();
    percentiles.add(percentile("p50", timed, DurationsRecord::p50Nanos, confidence));
    percentiles.add(percentile("p90", timed, DurationsRecord::p90Nanos, confidence));
    percentiles.add(percentile("p99", timed, DurationsRecord::p99Nanos, confidence));
    percentiles.add(percentile("p99.9", timed, DurationsRecord::p999Nanos, confidence));
    return Optional.of(
        new LatencyOfArm(
            measured.arm(),
            timed.get(0).latency().kind(),
            List.copyOf(percentiles),
            LatencyCurve.of(timed)));
  }

  private static Percentile percentile(
      String name,
      List<TrialRecord> trials,
      ToDoubleFunction<DurationsRecord> nanos,
      double confidence) {
    // A clock can't tell less than a nanosecond.
    double[] logs =
        trials.stream()
            .mapToDouble(t -> Math.log(Math.max(1, nanos.applyAsDouble(t.latency().nanos()))))
            .toArray();
    MeanEstimate estimate = MeanEstimate.of(logs, confidence);
    return new Percentile(name, Math.exp(estimate.mean()), estimate.interval().map(Interval::exp));
  }
}
