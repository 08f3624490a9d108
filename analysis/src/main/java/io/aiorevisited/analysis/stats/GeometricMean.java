package io.aiorevisited.analysis.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * Estimates a geometric mean with a t interval taken on logarithms and mapped back.
 *
 * @param count number of values, at least 1
 * @param mean exp of the mean logarithm, unit of the values
 * @param interval the interval; empty if {@code count} is 1
 */
public record GeometricMean(int count, double mean, Optional<Interval> interval) {

  /**
   * Estimates the geometric mean of positive values, such as the ratios of several cells.
   *
   * @param values at least one value, all above zero
   * @param confidence between 0 and 1
   * @throws IllegalArgumentException if a value is not above zero
   */
  public static GeometricMean of(double[] values, double confidence) {
    Require.positive(values, 1);
    MeanEstimate logs = MeanEstimate.of(Arrays.stream(values).map(Math::log).toArray(), confidence);
    return new GeometricMean(
        logs.count(), Math.exp(logs.mean()), logs.interval().map(Interval::exp));
  }
}
