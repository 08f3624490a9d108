package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.stats.series.ChangePoints;
import io.aiorevisited.analysis.stats.series.OrderTrend;
import io.aiorevisited.analysis.stats.spread.OneWayComponents;
import io.aiorevisited.analysis.stats.spread.OutlierClass;
import io.aiorevisited.analysis.stats.spread.Outliers;
import java.util.List;
import java.util.Optional;

/**
 * Where the spread of one arm's throughput comes from.
 *
 * @param arm whose it is
 * @param trials number of trials
 * @param mean bytes per second, mean of the trials
 * @param components between trials and within them; empty where a trial has one pass, or there is
 *     one trial
 * @param trend of the trials in order of running; empty under 3 trials
 * @param changes numbers of the trials from which on the level or the spread is another
 * @param outliers trials outside Tukey's inner fences; they stay in every figure
 */
public record VarianceOfArm(
    Arm arm,
    int trials,
    double mean,
    Optional<OneWayComponents> components,
    Optional<OrderTrend> trend,
    List<Integer> changes,
    int outliers) {

  /** Times are taken in nanoseconds, so a relative spread below this is the clock's. */
  private static final double RELATIVE_FLOOR = 1e-6;

  private static final int FEWEST_FOR_TREND = 3;

  static VarianceOfArm of(CellResult.Measured measured) {
    List<TrialRecord> trials = measured.trials();
    double[] figures =
        trials.stream().mapToDouble(t -> Metric.THROUGHPUT.of(t).orElseThrow()).toArray();
    double mean = measured.bytesPerSecond().mean();
    double floor = RELATIVE_FLOOR * mean * RELATIVE_FLOOR * mean;
    return new VarianceOfArm(
        measured.arm(),
        figures.length,
        mean,
        components(trials),
        figures.length < FEWEST_FOR_TREND ? Optional.empty() : Optional.of(OrderTrend.of(figures)),
        ChangePoints.inMeanAndVariance(figures, floor).changes().stream()
            .map(index -> trials.get(index).trial())
            .toList(),
        (int) Outliers.tukey(figures).stream().filter(c -> c != OutlierClass.NONE).count());
  }

  private static Optional<OneWayComponents> components(List<TrialRecord> trials) {
    double[][] groups =
        trials.stream()
            .map(trial -> trial.passes().stream().mapToDouble(VarianceOfArm::speed).toArray())
            .filter(passes -> passes.length >= 2)
            .toArray(double[][]::new);
    return groups.length < 2 ? Optional.empty() : Optional.of(OneWayComponents.of(groups));
  }

  private static double speed(PassRecord pass) {
    return pass.bytes() * 1e9 / pass.durationNanos();
  }

  /** Standard deviation between trials, of its own, as a fraction of the mean. */
  public Optional<Double> betweenCv() {
    return components.map(c -> Math.sqrt(c.between()) / mean);
  }

  /** Standard deviation between the passes of a trial, as a fraction of the mean. */
  public Optional<Double> withinCv() {
    return components.map(c -> Math.sqrt(c.within()) / mean);
  }

  /** Share of the variance that lies between trials, from 0 to 1. */
  public Optional<Double> betweenShare() {
    return components.map(
        c -> {
          double sum = c.between() + c.within();
          return sum == 0 ? 0.0 : c.between() / sum;
        });
  }
}
