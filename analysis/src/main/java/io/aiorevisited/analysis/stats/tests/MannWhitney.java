package io.aiorevisited.analysis.stats.tests;

import io.aiorevisited.analysis.stats.Require;
import java.util.Arrays;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * Tests by ranks whether one of two unpaired samples tends to be larger (H. B. Mann and D. R.
 * Whitney, Ann. Math. Statist. 18, 1947).
 *
 * @param u pairs in which the first sample's value is the larger one, ties counting half
 * @param pValue two-sided
 * @param exact whether p counts arrangements; otherwise it is the normal approximation, corrected
 *     for ties and continuity
 */
public record MannWhitney(double u, double pValue, boolean exact) {

  /** Values in a sample from which p is approximated. */
  public static final int EXACT_BELOW = 50;

  /**
   * Tests exactly if both samples have fewer than {@value #EXACT_BELOW} values, ties or not, and
   * approximately otherwise.
   *
   * @param first at least one finite value
   * @param second at least one finite value
   * @throws IllegalArgumentException if a sample is empty or not finite
   */
  public static MannWhitney of(double[] first, double[] second) {
    Require.finite(first, 1);
    Require.finite(second, 1);
    if (Math.max(first.length, second.length) >= EXACT_BELOW) {
      return asymptotic(first, second);
    }
    double u = MannWhitneyUTest.withDefaults().statistic(first, second);
    double p =
        hasTies(first, second)
            ? countedWithTies(first, second)
            : MannWhitneyUTest.withDefaults()
                .with(PValueMethod.EXACT)
                .test(first, second)
                .getPValue();
    return new MannWhitney(u, p, true);
  }

  /**
   * Tests by the normal approximation, corrected for ties and continuity: what R gives when there
   * are ties.
   *
   * @param first at least one finite value
   * @param second at least one finite value
   * @throws IllegalArgumentException if a sample is empty or not finite
   */
  public static MannWhitney asymptotic(double[] first, double[] second) {
    Require.finite(first, 1);
    Require.finite(second, 1);
    var test = MannWhitneyUTest.withDefaults().with(PValueMethod.ASYMPTOTIC);
    double u = test.statistic(first, second);
    // All values tied leave no spread to divide by: there is nothing that speaks for a difference.
    double p = allTied(first, second) ? 1 : test.test(first, second).getPValue();
    return new MannWhitney(u, p, false);
  }

  private static boolean hasTies(double[] first, double[] second) {
    return Arrays.stream(joined(first, second)).distinct().count() < first.length + second.length;
  }

  private static boolean allTied(double[] first, double[] second) {
    return Arrays.stream(joined(first, second)).distinct().count() == 1;
  }

  private static double[] joined(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /**
   * Counts the arrangements whose rank sum is at least as far from its mean as the one seen. The
   * library refuses an exact p with ties. Twice a mid-rank is whole, so sums can index a table:
   * ways[k][s] is the number of ways to take k values with doubled rank sum s.
   */
  private static double countedWithTies(double[] first, double[] second) {
    double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE).rank(joined(first, second));
    int total = ranks.length;
    int taken = first.length;
    int largest = total * (total + 1);
    double[][] ways = new double[taken + 1][largest + 1];
    ways[0][0] = 1;
    int observed = 0;
    for (int i = 0; i < total; i++) {
      int doubled = (int) Math.round(2 * ranks[i]);
      if (i < taken) {
        observed += doubled;
      }
      for (int k = Math.min(taken, i + 1); k >= 1; k--) {
        for (int s = largest; s >= doubled; s--) {
          ways[k][s] += ways[k - 1][s - doubled];
        }
      }
    }
    int mean = taken * (total + 1);
    double extreme = 0;
    double all = 0;
    for (int s = 0; s <= largest; s++) {
      all += ways[taken][s];
      if (Math.abs(s - mean) >= Math.abs(observed - mean)) {
        extreme += ways[taken][s];
      }
    }
    return extreme / all;
  }
}
