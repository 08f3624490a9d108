package io.aiorevisited.analysis.stats.ratio;

import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.Require;
import io.aiorevisited.analysis.stats.StudentT;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Compares the means of two samples that need not share a variance (B. L. Welch, Biometrika 34,
 * 1947).
 *
 * @param difference mean of the second sample less mean of the first, unit of the values
 * @param standardError of the difference, same unit
 * @param degreesOfFreedom by Welch and Satterthwaite
 */
public record WelchTest(double difference, double standardError, double degreesOfFreedom) {

  /**
   * Compares two samples.
   *
   * @param first at least 2 finite values
   * @param second at least 2 finite values
   * @throws IllegalArgumentException if a sample is shorter or not finite
   */
  public static WelchTest of(double[] first, double[] second) {
    Require.finite(first, 2);
    Require.finite(second, 2);
    double a = StatUtils.variance(first) / first.length;
    double b = StatUtils.variance(second) / second.length;
    double difference = StatUtils.mean(second) - StatUtils.mean(first);
    // Two constant samples leave 0/0: any share will do, since the statistic is then 0 or infinite.
    double share = a + b == 0 ? 0.5 : a / (a + b);
    double df =
        1 / (share * share / (first.length - 1) + (1 - share) * (1 - share) / (second.length - 1));
    return new WelchTest(
        difference, Math.sqrt(a + b), Math.max(df, Math.min(first.length, second.length) - 1.0));
  }

  /** Returns Student's t of the hypothesis that the means are equal. */
  public double t() {
    return StudentT.statistic(difference, standardError);
  }

  /** Returns the two-sided p of the hypothesis that the means are equal. */
  public double pValue() {
    return StudentT.twoSided(t(), degreesOfFreedom);
  }

  /** Returns the interval of the difference at a confidence between 0 and 1. */
  public Interval interval(double confidence) {
    double half = StudentT.critical(confidence, degreesOfFreedom) * standardError;
    return new Interval(difference - half, difference + half, confidence);
  }

  /**
   * Tests whether the means are less than a margin apart.
   *
   * @param margin above zero, unit of the values
   */
  public Equivalence equivalence(double margin) {
    return Equivalence.of(difference, standardError, degreesOfFreedom, margin);
  }
}
