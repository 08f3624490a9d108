package io.aiorevisited.analysis.stats.tests;

import io.aiorevisited.analysis.stats.Require;
import java.util.SplittableRandom;

/**
 * Tests whether differences lie symmetrically about zero by flipping their signs (R. A. Fisher, The
 * Design of Experiments, 1935, section 21). It assumes no distribution: if two arms are alike, each
 * round's difference could as well have had the other sign.
 *
 * <p>p is the two-sided share of sign patterns whose sum is at least as far from zero as the one
 * seen. Up to {@value #EXACT_LIMIT} differences all 2^m patterns are counted. Above, {@value
 * #RANDOM_PATTERNS} random ones stand for them and p = (b + 1) / (B + 1), which is never zero (B.
 * Phipson and G. K. Smyth, Stat. Appl. Genet. Mol. Biol. 9, 2010).
 *
 * <p>Two sums count as tied if they are no further apart than {@value #RELATIVE_TIE} of the sum of
 * absolute differences: rounding is far below that, and a tie counts as extreme.
 */
public final class SignFlipTest {

  /** Most differences for which every pattern is counted. */
  public static final int EXACT_LIMIT = 20;

  /** Random patterns drawn above the limit. */
  public static final int RANDOM_PATTERNS = 19_999;

  private static final double RELATIVE_TIE = 1e-12;

  private SignFlipTest() {}

  /**
   * Returns the two-sided p, in (0, 1].
   *
   * @param differences at least one finite value, such as one log-ratio a round
   * @param seed of the random patterns; without effect up to the exact limit
   * @throws IllegalArgumentException if there is no value or one is not finite
   */
  public static double pValue(double[] differences, long seed) {
    Require.finite(differences, 1);
    double sum = 0;
    double absolute = 0;
    for (double d : differences) {
      sum += d;
      absolute += Math.abs(d);
    }
    double bound = Math.abs(sum) - RELATIVE_TIE * absolute;
    return differences.length <= EXACT_LIMIT
        ? exact(differences, bound)
        : sampled(differences, bound, new SplittableRandom(seed));
  }

  /** Counts half the patterns: a pattern and its mirror image are equally far from zero. */
  private static double exact(double[] d, double bound) {
    long extreme = countExtreme(d, 1, d[0], bound);
    return (double) extreme / (1L << (d.length - 1));
  }

  private static long countExtreme(double[] d, int next, double sum, double bound) {
    if (next == d.length) {
      return Math.abs(sum) >= bound ? 1 : 0;
    }
    return countExtreme(d, next + 1, sum + d[next], bound)
        + countExtreme(d, next + 1, sum - d[next], bound);
  }

  private static double sampled(double[] d, double bound, SplittableRandom random) {
    int extreme = 0;
    for (int pattern = 0; pattern < RANDOM_PATTERNS; pattern++) {
      double sum = 0;
      long bits = 0;
      for (int i = 0; i < d.length; i++) {
        if (i % Long.SIZE == 0) {
          bits = random.nextLong();
        }
        sum += (bits & 1) == 0 ? d[i] : -d[i];
        bits >>>= 1;
      }
      if (Math.abs(sum) >= bound) {
        extreme++;
      }
    }
    return (extreme + 1.0) / (RANDOM_PATTERNS + 1.0);
  }
}
