package io.aiorevisited.analysis.stats;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Takes quantiles by type 7 of R. J. Hyndman and Y. Fan (Am. Statist. 50, 1996): the default of R
 * and NumPy, position 1 + (n − 1) p, linear between neighbours. Commons Math computes it.
 */
public final class Quantile {

  private Quantile() {}

  /**
   * Returns one quantile, in the unit of the values.
   *
   * @param values at least one finite value, in any order
   * @param probability from 0 (the minimum) to 1 (the maximum)
   * @throws IllegalArgumentException if the sample is empty or not finite, or the probability is
   *     outside
   */
  public static double of(double[] values, double probability) {
    Require.finite(values, 1);
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "a quantile's probability lies from 0 to 1: probability=" + probability);
    }
    // Percentile takes the open end at 0 for an error.
    return probability == 0
        ? StatUtils.min(values)
        : new Percentile()
            .withEstimationType(Percentile.EstimationType.R_7)
            .evaluate(values, 100 * probability);
  }

  /** Returns the middle value, in the unit of the values. */
  public static double median(double[] values) {
    return of(values, 0.5);
  }
}
