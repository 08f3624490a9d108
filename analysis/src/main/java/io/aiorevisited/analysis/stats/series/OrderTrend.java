package io.aiorevisited.analysis.stats.series;

import io.aiorevisited.analysis.stats.Require;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Tests whether values rise or fall with their order (H. B. Mann, Econometrica 13, 1945; M. G.
 * Kendall, Rank Correlation Methods, 1975). Ranks are used and not a regression's slope because one
 * wild trial at an end must not make a trend, nor hide one.
 *
 * <p>S is the number of pairs in ascending order less those in descending order. Up to {@value
 * #EXACT_LIMIT} values without ties p counts permutations; otherwise it is the normal approximation
 * with the variance corrected for ties and with continuity.
 *
 * @param count number of values, at least 2
 * @param s Kendall's S
 * @param tau Kendall's tau-b, from −1 to 1; 0 if all values are equal
 * @param pValue two-sided
 */
public record OrderTrend(int count, long s, double tau, double pValue) {

  /** Most values for which p is exact. */
  public static final int EXACT_LIMIT = 50;

  /**
   * Tests values in the order in which they were measured.
   *
   * @param values at least 2 finite values
   * @throws IllegalArgumentException if the sample is too short or not finite
   */
  public static OrderTrend of(double[] values) {
    Require.finite(values, 2);
    int n = values.length;
    long s = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        s += (long) Math.signum(values[j] - values[i]);
      }
    }
    double tiedPairs = 0;
    double tieVariance = 0;
    for (double size : tieSizes(values)) {
      tiedPairs += size * (size - 1) / 2;
      tieVariance += size * (size - 1) * (2 * size + 5);
    }
    double pairs = n * (n - 1.0) / 2;
    double tau = tiedPairs == pairs ? 0 : s / Math.sqrt(pairs * (pairs - tiedPairs));
    double p =
        tiedPairs == 0 && n <= EXACT_LIMIT
            ? counted(n, Math.abs(s))
            : approximated(Math.abs(s), (n * (n - 1.0) * (2.0 * n + 5) - tieVariance) / 18);
    return new OrderTrend(n, s, tau, p);
  }

  /** Returns the share of permutations with |S| at least as large; S = pairs − 2 · inversions. */
  private static double counted(int n, long s) {
    int pairs = n * (n - 1) / 2;
    double[] share = new double[pairs + 1];
    share[0] = 1;
    for (int size = 2; size <= n; size++) {
      double[] next = new double[pairs + 1];
      double window = 0;
      for (int inversions = 0; inversions <= size * (size - 1) / 2; inversions++) {
        window += share[inversions];
        if (inversions >= size) {
          window -= share[inversions - size];
        }
        next[inversions] = window / size;
      }
      share = next;
    }
    double tail = 0;
    for (int inversions = 0; pairs - 2L * inversions >= s && inversions <= pairs; inversions++) {
      tail += share[inversions];
    }
    return Math.min(1, 2 * tail);
  }

  private static double approximated(long s, double variance) {
    if (s == 0) {
      return 1;
    }
    double z = (s - 1) / Math.sqrt(variance);
    return Math.min(1, 2 * new NormalDistribution().cumulativeProbability(-z));
  }

  private static double[] tieSizes(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] sizes = new double[sorted.length];
    int group = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i > 0 && sorted[i] != sorted[i - 1]) {
        group++;
      }
      sizes[group]++;
    }
    return sizes;
  }
}
