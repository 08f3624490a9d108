package io.aiorevisited.analysis.stats.tests;

import io.aiorevisited.analysis.stats.Require;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Adjusts p-values so that a whole family of tests errs at most at the level asked for (S. Holm,
 * Scand. J. Statist. 6, 1979).
 */
public final class Holm {

  private Holm() {}

  /**
   * Returns adjusted p-values in the order of the input: the running maximum of (k − i) · p(i), at
   * most 1, over ascending p.
   *
   * @param p p-values from 0 to 1; may be empty
   * @throws IllegalArgumentException if one is outside 0 to 1
   */
  public static double[] adjust(double[] p) {
    return adjust(p, p.length);
  }

  /**
   * Returns adjusted p-values for a family that was declared larger than the tests that came about;
   * those that did not count as p = 1.
   *
   * @param p p-values from 0 to 1; may be empty
   * @param declared tests declared in advance, at least the number of p-values
   * @throws IllegalArgumentException if one is outside 0 to 1, or fewer were declared than given
   */
  public static double[] adjust(double[] p, int declared) {
    Require.pValues(p);
    if (declared < p.length) {
      throw new IllegalArgumentException(
          "a family can't be smaller than its tests: declared=" + declared + " tests=" + p.length);
    }
    Integer[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double running = 0;
    for (int rank = 0; rank < order.length; rank++) {
      running = Math.max(running, Math.min(1, (declared - rank) * p[order[rank]]));
      adjusted[order[rank]] = running;
    }
    return adjusted;
  }

  /** Returns the positions of p-values from the smallest to the largest. */
  static Integer[] ascending(double[] p) {
    Integer[] order = new Integer[p.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
    return order;
  }
}
