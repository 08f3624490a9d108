package io.aiorevisited.analysis.stats;

import java.util.Arrays;

/** Holds a sample's empirical distribution: the share of values at or below x. */
public final class Ecdf {

  private final double[] sorted;

  private Ecdf(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * Takes a sample of at least one finite value, in any order.
   *
   * @throws IllegalArgumentException if the sample is empty or not finite
   */
  public static Ecdf of(double[] values) {
    Require.finite(values, 1);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Ecdf(sorted);
  }

  /** Returns the share of values at or below {@code x}, from 0 to 1. */
  public double at(double x) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (double) low / sorted.length;
  }

  /** Returns the values in ascending order: the steps of the curve. */
  public double[] steps() {
    return sorted.clone();
  }
}
