package io.aiorevisited.analysis.stats.ratio;

import io.aiorevisited.analysis.stats.Require;

/**
 * Estimates a location or a shift by medians of pairs, which one wild trial can't pull away (J. L.
 * Hodges and E. L. Lehmann, Ann. Math. Statist. 34, 1963).
 */
public final class HodgesLehmann {

  private HodgesLehmann() {}

  /**
   * Returns the median of the Walsh averages (x[i] + x[j]) / 2, i &lt;= j, in the unit of the
   * values.
   *
   * @param values at least one finite value
   * @throws IllegalArgumentException if the sample is empty or not finite
   */
  public static double location(double[] values) {
    Require.finite(values, 1);
    return PairwiseSums.medianOfOwn(values) / 2;
  }

  /**
   * Returns the median of all second[j] − first[i], in the unit of the values.
   *
   * @param first at least one finite value
   * @param second at least one finite value
   * @throws IllegalArgumentException if a sample is empty or not finite
   */
  public static double shift(double[] first, double[] second) {
    Require.finite(first, 1);
    Require.finite(second, 1);
    double[] negated = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      negated[i] = -first[i];
    }
    return PairwiseSums.medianOfAll(second, negated);
  }
}
