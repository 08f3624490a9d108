package io.aiorevisited.analysis.stats;

import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Estimates a mean with Student's t interval: mean ± t(1−α/2, n−1) · s / √n.
 *
 * <p>One value alone has no spread: its standard deviation is NaN and it has no interval.
 *
 * @param count number of values, at least 1
 * @param mean arithmetic mean, unit of the values
 * @param standardDeviation sample standard deviation with n−1, unit of the values; NaN if {@code
 *     count} is 1
 * @param interval the interval; empty if {@code count} is 1
 */
public record MeanEstimate(
    int count, double mean, double standardDeviation, Optional<Interval> interval) {

  /**
   * Estimates the mean of a sample.
   *
   * @param values at least one finite value
   * @param confidence between 0 and 1
   * @throws IllegalArgumentException if the sample is empty or not finite
   */
  public static MeanEstimate of(double[] values, double confidence) {
    Require.finite(values, 1);
    Require.openProbability("confidence", confidence);
    int n = values.length;
    double mean = StatUtils.mean(values);
    if (n == 1) {
      return new MeanEstimate(n, mean, Double.NaN, Optional.empty());
    }
    double deviation = Math.sqrt(StatUtils.variance(values, mean));
    double half = StudentT.critical(confidence, n - 1.0) * deviation / Math.sqrt(n);
    return new MeanEstimate(
        n, mean, deviation, Optional.of(new Interval(mean - half, mean + half, confidence)));
  }

  /**
   * Returns the coefficient of variation s / |mean|, as a fraction; NaN for one value, infinite for
   * a mean of zero with spread.
   */
  public double coefficientOfVariation() {
    return standardDeviation / Math.abs(mean);
  }
}
