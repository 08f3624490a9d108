package io.aiorevisited.analysis.stats.spread;

import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.Require;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.statistics.inference.OneWayAnova;

/**
 * Splits variance into between and within groups by one-way analysis of variance. Groups may differ
 * in size; trials that lost a pass still count.
 *
 * @param groups number of groups
 * @param effectiveSize values a group, (N − Σn²/N) / (groups − 1); the plain size if all are equal
 * @param meanSquareBetween unit of the values squared
 * @param meanSquareWithin unit of the values squared
 * @param f their ratio; 0 if nothing varies between, infinite if nothing varies within
 * @param pValue of the hypothesis that groups do not differ
 * @param withinDegreesOfFreedom N − groups
 */
public record OneWayComponents(
    int groups,
    double effectiveSize,
    double meanSquareBetween,
    double meanSquareWithin,
    double f,
    double pValue,
    double withinDegreesOfFreedom) {

  /**
   * Splits the variance of groups, such as the passes of each trial.
   *
   * @param groups at least 2, each with at least 2 finite values
   * @throws IllegalArgumentException if there are fewer, or a value is not finite
   */
  public static OneWayComponents of(double[][] groups) {
    if (groups.length < 2) {
      throw new IllegalArgumentException(
          "variance between groups needs 2 of them: groups=" + groups.length);
    }
    double total = 0;
    double squares = 0;
    for (double[] group : groups) {
      Require.finite(group, 2);
      total += group.length;
      squares += (double) group.length * group.length;
    }
    OneWayAnova.Result anova = OneWayAnova.withDefaults().test(centred(groups));
    double between = anova.getMSBG();
    double within = anova.getMSWG();
    double f = between == 0 ? 0 : between / within;
    double p = f == 0 ? 1 : Double.isInfinite(f) ? 0 : anova.getPValue();
    return new OneWayComponents(
        groups.length,
        (total - squares / total) / (groups.length - 1),
        between,
        within,
        f,
        p,
        total - groups.length);
  }

  /** Takes a value off all: the library sums squares, which would swallow what varies. */
  private static List<double[]> centred(double[][] groups) {
    double origin = groups[0][0];
    return Arrays.stream(groups)
        .map(group -> Arrays.stream(group).map(value -> value - origin).toArray())
        .toList();
  }

  /** Returns the variance between groups as estimated; negative if groups differ too little. */
  public double betweenRaw() {
    return (meanSquareBetween - meanSquareWithin) / effectiveSize;
  }

  /** Returns the variance between groups to show: 0 in place of a negative one. */
  public double between() {
    return Math.max(0, betweenRaw());
  }

  /** Returns the variance within groups. */
  public double within() {
    return meanSquareWithin;
  }

  /**
   * Returns the intraclass correlation: the share of the variance that lies between groups, as
   * estimated, so possibly below 0; 0 if nothing varies.
   */
  public double intraclassCorrelation() {
    double sum = betweenRaw() + within();
    return meanSquareBetween == 0 && meanSquareWithin == 0 ? 0 : betweenRaw() / sum;
  }

  /**
   * Returns S. R. Searle's interval of the intraclass correlation (Linear Models, 1971): exact if
   * all groups have one size, near otherwise. The bounds are as computed, so the lower one may lie
   * below 0.
   *
   * @param confidence between 0 and 1
   */
  public Interval intraclassInterval(double confidence) {
    Require.openProbability("confidence", confidence);
    if (Double.isInfinite(f)) {
      return new Interval(1, 1, confidence);
    }
    double level = 1 - (1 - confidence) / 2;
    double between = groups - 1.0;
    double low =
        f
            / new FDistribution(null, between, withinDegreesOfFreedom)
                .inverseCumulativeProbability(level);
    double high =
        f
            * new FDistribution(null, withinDegreesOfFreedom, between)
                .inverseCumulativeProbability(level);
    return new Interval(correlation(low), correlation(high), confidence);
  }

  private double correlation(double ratio) {
    return (ratio - 1) / (ratio + effectiveSize - 1);
  }
}
