package io.aiorevisited.analysis.stats.ratio;

import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.Require;
import io.aiorevisited.analysis.stats.StudentT;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Estimates the ratio of two arms on the scale of logarithms, where t intervals keep their coverage
 * at few rounds: ratio = exp(d̄ ± t · standard error).
 *
 * <p>A paired estimate takes d = ln(candidate / reference) within each round, so what changes from
 * round to round cancels out. An unpaired one is Welch's (B. L. Welch, Biometrika 34, 1947): it
 * serves two runs that share no rounds.
 *
 * @param count values behind the estimate: rounds if paired, the smaller arm's values if not
 * @param meanLog estimate of ln(ratio), no unit
 * @param standardError its standard error, not negative
 * @param degreesOfFreedom of its t distribution, above zero
 */
public record LogRatio(int count, double meanLog, double standardError, double degreesOfFreedom) {

  /**
   * Returns ln(candidate / reference) of each round.
   *
   * @param reference one value a round, above zero
   * @param candidate one value a round, above zero, same order
   * @throws IllegalArgumentException if lengths differ or a value is not above zero
   */
  public static double[] differences(double[] reference, double[] candidate) {
    Require.sameLength(reference, candidate);
    Require.positive(reference, 1);
    Require.positive(candidate, 1);
    double[] d = new double[reference.length];
    for (int i = 0; i < d.length; i++) {
      d[i] = Math.log(candidate[i]) - Math.log(reference[i]);
    }
    return d;
  }

  /**
   * Estimates from rounds that hold both arms.
   *
   * @param reference one value a round, above zero
   * @param candidate one value a round, above zero, same order
   * @throws IllegalArgumentException if there are fewer than 2 rounds, lengths differ, or a value
   *     is not above zero
   */
  public static LogRatio paired(double[] reference, double[] candidate) {
    return ofDifferences(differences(reference, candidate));
  }

  /**
   * Estimates from the log-ratios of at least 2 rounds.
   *
   * @throws IllegalArgumentException if there are fewer than 2 or one is not finite
   */
  public static LogRatio ofDifferences(double[] logRatios) {
    Require.finite(logRatios, 2);
    int m = logRatios.length;
    return new LogRatio(
        m, StatUtils.mean(logRatios), Math.sqrt(StatUtils.variance(logRatios) / m), m - 1.0);
  }

  /**
   * Estimates from two samples that share no rounds, with Welch's degrees of freedom.
   *
   * @param reference at least 2 values above zero
   * @param candidate at least 2 values above zero
   * @throws IllegalArgumentException if an arm has fewer than 2 values or one is not above zero
   */
  public static LogRatio unpaired(double[] reference, double[] candidate) {
    Require.positive(reference, 2);
    Require.positive(candidate, 2);
    WelchTest welch = WelchTest.of(logs(reference), logs(candidate));
    return new LogRatio(
        Math.min(reference.length, candidate.length),
        welch.difference(),
        welch.standardError(),
        welch.degreesOfFreedom());
  }

  public static double[] logs(double[] values) {
    double[] logs = new double[values.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(values[i]);
    }
    return logs;
  }

  /** Returns candidate / reference: above 1 if the candidate's values are the larger ones. */
  public double ratio() {
    return Math.exp(meanLog);
  }

  /** Returns half the width of the interval of ln(ratio) at a confidence between 0 and 1. */
  public double halfWidthLog(double confidence) {
    return StudentT.critical(confidence, degreesOfFreedom) * standardError;
  }

  /** Returns the interval of ln(ratio) at a confidence between 0 and 1. */
  public Interval logInterval(double confidence) {
    double half = halfWidthLog(confidence);
    return new Interval(meanLog - half, meanLog + half, confidence);
  }

  /** Returns the interval of the ratio at a confidence between 0 and 1. */
  public Interval interval(double confidence) {
    return logInterval(confidence).exp();
  }

  /** Returns Student's t of the hypothesis that the ratio is 1. */
  public double t() {
    return StudentT.statistic(meanLog, standardError);
  }

  /** Returns the two-sided p of the hypothesis that the ratio is 1. */
  public double pValue() {
    return StudentT.twoSided(t(), degreesOfFreedom);
  }

  /**
   * Tests whether the ratio lies between 1 / (1 + margin) and 1 + margin.
   *
   * @param margin as a fraction, above zero: 0.03 is 3 %
   */
  public Equivalence equivalence(double margin) {
    Require.aboveZero("margin", margin);
    return Equivalence.of(meanLog, standardError, degreesOfFreedom, Math.log1p(margin));
  }
}
