package io.aiorevisited.analysis.stats.verdict;

import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.Equivalence;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.series.OrderTrend;
import io.aiorevisited.analysis.stats.spread.OutlierClass;
import io.aiorevisited.analysis.stats.spread.Outliers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Holds every figure behind a verdict. Ratios are candidate / reference, never turned round.
 *
 * @param estimate the log-ratio with its standard error and degrees of freedom
 * @param interval 95 % interval of the ratio (1 − α in general)
 * @param adjustedInterval interval at 1 − α/k, k being the declared family
 * @param equivalenceInterval 90 % interval (1 − 2α): inside the margin means equivalent
 * @param pValue two-sided t test of a ratio of 1
 * @param holmP the same, adjusted for the family; 1 for a comparison that has no verdict
 * @param equivalence two one-sided tests against the margin
 * @param companions what other methods say
 * @param trend order of the rounds against the paired log-ratios; empty if unpaired
 * @param outliers class of each paired log-ratio by Tukey's fences; empty if unpaired
 * @param withoutSevere the estimate with severe outliers left out, to show beside the other one;
 *     empty if there are none, or fewer than 2 rounds would be left
 * @param detectableDifference true difference as a fraction that rounds like these would have found
 *     in 8 of 10 runs, at level α/k
 */
public record Evidence(
    LogRatio estimate,
    Interval interval,
    Interval adjustedInterval,
    Interval equivalenceInterval,
    double pValue,
    double holmP,
    Equivalence equivalence,
    Companions companions,
    Optional<OrderTrend> trend,
    List<OutlierClass> outliers,
    Optional<LogRatio> withoutSevere,
    double detectableDifference) {

  private static final double POWER = 0.8;

  /** Copies the list. */
  public Evidence {
    outliers = List.copyOf(outliers);
  }

  /** Returns the estimated ratio. */
  public double ratio() {
    return estimate.ratio();
  }

  static Evidence of(
      Contest contest, LogRatio estimate, double holmP, double margin, VerdictSettings settings) {
    boolean paired = contest.pairing() == Contest.Pairing.PAIRED;
    double[] d =
        paired ? LogRatio.differences(contest.reference(), contest.candidate()) : new double[0];
    List<OutlierClass> outliers = paired ? Outliers.tukey(d) : List.of();
    double alpha = settings.alpha();
    double inStandardErrors =
        DetectableDifference.inStandardErrors(
            estimate.degreesOfFreedom(), 1 - settings.adjustedConfidence(), POWER);
    return new Evidence(
        estimate,
        estimate.interval(1 - alpha),
        estimate.interval(settings.adjustedConfidence()),
        estimate.interval(1 - 2 * alpha),
        estimate.pValue(),
        holmP,
        estimate.equivalence(margin),
        Companions.of(contest, estimate, settings),
        paired ? Optional.of(OrderTrend.of(d)) : Optional.empty(),
        outliers,
        withoutSevere(d, outliers),
        Math.expm1(inStandardErrors * estimate.standardError()));
  }

  private static Optional<LogRatio> withoutSevere(double[] d, List<OutlierClass> outliers) {
    double[] kept = new double[d.length];
    int count = 0;
    for (int i = 0; i < d.length; i++) {
      if (!outliers.get(i).isSevere()) {
        kept[count++] = d[i];
      }
    }
    return count == d.length || count < 2
        ? Optional.empty()
        : Optional.of(LogRatio.ofDifferences(Arrays.copyOf(kept, count)));
  }
}
