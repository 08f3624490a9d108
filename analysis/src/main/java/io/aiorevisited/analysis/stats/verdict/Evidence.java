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
 * Holds every figure behind a verdict. Ratios are candidate / reference, never turned round. What
 * decides is worked out beforehand; what is only shown, when it is asked for.
 */
public final class Evidence {

  private static final double POWER = 0.8;

  private final Contest contest;
  private final LogRatio estimate;
  private final double ownP;
  private final double holmP;
  private final double margin;
  private final VerdictSettings settings;
  private Companions companions;

  Evidence(
      Contest contest,
      LogRatio estimate,
      double ownP,
      double holmP,
      double margin,
      VerdictSettings settings) {
    this.contest = contest;
    this.estimate = estimate;
    this.ownP = ownP;
    this.holmP = holmP;
    this.margin = margin;
    this.settings = settings;
  }

  /** Returns the log-ratio with its standard error and degrees of freedom. */
  public LogRatio estimate() {
    return estimate;
  }

  /** Returns the estimated ratio. */
  public double ratio() {
    return estimate.ratio();
  }

  /** Returns the 95 % interval of the ratio (1 − α in general). */
  public Interval interval() {
    return estimate.interval(1 - settings.alpha());
  }

  /** Returns the interval at 1 − α/k, k being the declared family. */
  public Interval adjustedInterval() {
    return estimate.interval(settings.adjustedConfidence());
  }

  /** Returns the 90 % interval (1 − 2α): inside the margin means equivalent. */
  public Interval equivalenceInterval() {
    return estimate.interval(1 - 2 * settings.alpha());
  }

  /**
   * Returns the difference, as a fraction, within which the true one is shown to lie either way:
   * the far bound of the 90 % interval.
   */
  public double shownWithin() {
    Interval log = estimate.logInterval(1 - 2 * settings.alpha());
    double far = Math.expm1(Math.max(Math.abs(log.lower()), Math.abs(log.upper())));
    return Math.min(far, Double.MAX_VALUE);
  }

  /**
   * Returns the two-sided p of the hypothesis that the ratio is 1: of the t test, or of permuting
   * arms inside their blocks where that is the larger.
   */
  public double pValue() {
    return ownP;
  }

  /** Returns the same, adjusted for the family; 1 for a comparison that has no verdict. */
  public double holmP() {
    return holmP;
  }

  /** Returns the two one-sided tests against the margin. */
  public Equivalence equivalence() {
    return estimate.equivalence(margin);
  }

  /** Returns what other methods say; worked out at the first call, in milliseconds. */
  public synchronized Companions companions() {
    if (companions == null) {
      companions = Companions.of(contest, estimate, settings);
    }
    return companions;
  }

  /** Returns the order of the rounds against the paired log-ratios; empty if unpaired. */
  public Optional<OrderTrend> trend() {
    return isPaired() ? Optional.of(OrderTrend.of(differences())) : Optional.empty();
  }

  /** Returns the class of each paired log-ratio by Tukey's fences; empty if unpaired. */
  public List<OutlierClass> outliers() {
    return isPaired() ? Outliers.tukey(differences()) : List.of();
  }

  /**
   * Returns the estimate with severe outliers left out, to show beside the other one; empty if
   * there are none, or fewer than 2 rounds would be left.
   */
  public Optional<LogRatio> withoutSevere() {
    if (!isPaired()) {
      return Optional.empty();
    }
    double[] d = differences();
    List<OutlierClass> classes = Outliers.tukey(d);
    double[] kept = new double[d.length];
    int count = 0;
    for (int i = 0; i < d.length; i++) {
      if (!classes.get(i).isSevere()) {
        kept[count++] = d[i];
      }
    }
    return count == d.length || count < 2
        ? Optional.empty()
        : Optional.of(LogRatio.ofDifferences(Arrays.copyOf(kept, count)));
  }

  /**
   * Returns the true difference, as a fraction, that rounds like these would have found in 8 of 10
   * runs, at level α/k.
   */
  public double detectableDifference() {
    double inStandardErrors =
        DetectableDifference.inStandardErrors(
            estimate.degreesOfFreedom(), 1 - settings.adjustedConfidence(), POWER);
    return Math.expm1(inStandardErrors * estimate.standardError());
  }

  private boolean isPaired() {
    return contest.pairing() == Contest.Pairing.PAIRED;
  }

  private double[] differences() {
    return LogRatio.differences(contest.reference(), contest.candidate());
  }
}
