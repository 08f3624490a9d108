package io.aiorevisited.analysis.stats;

import org.apache.commons.math3.stat.StatUtils;

/**
 * Measures how much successive values depend on each other: r(k) = Σ (x(t) − x̄)(x(t+k) − x̄) / Σ
 * (x(t) − x̄)² (G. E. P. Box and G. M. Jenkins, Time Series Analysis, 1970).
 */
public final class Autocorrelation {

  private Autocorrelation() {}

  /**
   * Returns the autocorrelation at one lag, from −1 to 1; NaN if all values are equal.
   *
   * @param values at least 2 finite values in the order of measurement
   * @param lag from 0 to one less than the number of values
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static double at(double[] values, int lag) {
    checkLag(values, lag);
    return at(deviations(values), lag, StatUtils.sumSq(deviations(values)));
  }

  /**
   * Returns the autocorrelations at lags 0 to {@code maxLag}; NaN if all values are equal.
   *
   * @param values at least 2 finite values in the order of measurement
   * @param maxLag from 0 to one less than the number of values
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static double[] upTo(double[] values, int maxLag) {
    checkLag(values, maxLag);
    double[] d = deviations(values);
    double squares = StatUtils.sumSq(d);
    double[] r = new double[maxLag + 1];
    for (int lag = 0; lag <= maxLag; lag++) {
      r[lag] = at(d, lag, squares);
    }
    return r;
  }

  /**
   * Returns how many independent values would tell as much about the mean: n / (1 + 2 Σ r(k)), the
   * sum cut off before the first pair r(2k) + r(2k+1) that is not positive (C. J. Geyer, Statist.
   * Sci. 7, 1992). Never more than n: a negative correlation is not taken as a gain. Equal values
   * count as n.
   *
   * @param values at least 2 finite values in the order of measurement
   * @throws IllegalArgumentException if the sample is too short or not finite
   */
  public static double effectiveSampleSize(double[] values) {
    Require.finite(values, 2);
    int n = values.length;
    double[] d = deviations(values);
    double squares = StatUtils.sumSq(d);
    if (squares == 0) {
      return n;
    }
    double inflation = -1;
    for (int lag = 0; lag + 1 < n; lag += 2) {
      double pair = at(d, lag, squares) + at(d, lag + 1, squares);
      if (pair <= 0) {
        break;
      }
      inflation += 2 * pair;
    }
    return n / Math.max(1, inflation);
  }

  private static double at(double[] d, int lag, double squares) {
    double sum = 0;
    for (int t = 0; t + lag < d.length; t++) {
      sum += d[t] * d[t + lag];
    }
    return sum / squares;
  }

  private static double[] deviations(double[] values) {
    double mean = StatUtils.mean(values);
    double[] d = new double[values.length];
    for (int i = 0; i < d.length; i++) {
      d[i] = values[i] - mean;
    }
    return d;
  }

  private static void checkLag(double[] values, int lag) {
    Require.finite(values, 2);
    if (lag < 0 || lag >= values.length) {
      throw new IllegalArgumentException(
          "a lag lies from 0 to length - 1: lag=" + lag + " length=" + values.length);
    }
  }
}
