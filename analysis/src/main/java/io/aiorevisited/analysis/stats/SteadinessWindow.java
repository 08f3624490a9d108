package io.aiorevisited.analysis.stats;

import java.util.Arrays;
import java.util.OptionalInt;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Judges whether five successive passes are steady, after the SNIA Solid State Storage Performance
 * Test Specification: their range is at most 20 % of their mean, and the line fitted through them
 * rises or falls by at most 10 % of it.
 *
 * @param range largest less smallest value, as a fraction of the mean
 * @param slopeExcursion rise of the fitted line from the first to the last value, as a fraction of
 *     the mean; negative if it falls
 */
public record SteadinessWindow(double range, double slopeExcursion) {

  /** Values in a window. */
  public static final int LENGTH = 5;

  private static final double RANGE_LIMIT = 0.20;
  private static final double SLOPE_LIMIT = 0.10;

  /**
   * Judges one window.
   *
   * @param values five, finite and above zero
   * @throws IllegalArgumentException if there are not five or one is not above zero
   */
  public static SteadinessWindow of(double[] values) {
    Require.positive(values, LENGTH);
    if (values.length != LENGTH) {
      throw new IllegalArgumentException(
          "a window holds " + LENGTH + " values: length=" + values.length);
    }
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < LENGTH; i++) {
      line.addData(i, values[i]);
    }
    double mean = StatUtils.mean(values);
    return new SteadinessWindow(
        (StatUtils.max(values) - StatUtils.min(values)) / mean,
        line.getSlope() * (LENGTH - 1) / mean);
  }

  /**
   * Finds the first steady window of a series.
   *
   * @param values finite and above zero, in the order of measurement
   * @return index of the window's first value; empty if no window is steady or there are fewer than
   *     five values
   * @throws IllegalArgumentException if a value is not above zero
   */
  public static OptionalInt firstSteady(double[] values) {
    Require.positive(values, 0);
    for (int start = 0; start + LENGTH <= values.length; start++) {
      if (of(Arrays.copyOfRange(values, start, start + LENGTH)).isSteady()) {
        return OptionalInt.of(start);
      }
    }
    return OptionalInt.empty();
  }

  /** Tells whether both limits hold. */
  public boolean isSteady() {
    return range <= RANGE_LIMIT && Math.abs(slopeExcursion) <= SLOPE_LIMIT;
  }
}
