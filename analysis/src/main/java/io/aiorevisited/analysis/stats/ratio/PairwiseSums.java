package io.aiorevisited.analysis.stats.ratio;

import java.util.Arrays;
import java.util.function.DoubleToLongFunction;

/**
 * Finds the median of all sums of two values without writing them down.
 *
 * <p>A count of the sums up to a bound takes one walk over the sorted values, and a bisection over
 * the doubles themselves then ends at the exact sum: time n log n instead of n², no memory.
 */
final class PairwiseSums {

  private PairwiseSums() {}

  /** Returns the median of first[i] + second[j] over all i and j. */
  static double medianOfAll(double[] first, double[] second) {
    double[] a = sorted(first);
    double[] b = sorted(second);
    long pairs = (long) a.length * b.length;
    return median(pairs, bound -> upTo(a, b, bound), a[0] + b[0], last(a) + last(b));
  }

  /** Returns the median of values[i] + values[j] over all i &lt;= j. */
  static double medianOfOwn(double[] values) {
    double[] a = sorted(values);
    long pairs = (long) a.length * (a.length + 1) / 2;
    return median(
        pairs,
        bound -> (upTo(a, a, bound) + Arrays.stream(a).filter(x -> x + x <= bound).count()) / 2,
        2 * a[0],
        2 * last(a));
  }

  private static double median(
      long pairs, DoubleToLongFunction countUpTo, double lowest, double highest) {
    double upper = select(pairs / 2 + 1, countUpTo, lowest, highest);
    return pairs % 2 == 1 ? upper : (select(pairs / 2, countUpTo, lowest, highest) + upper) / 2;
  }

  /** Finds the smallest double up to which at least {@code rank} sums lie: that sum itself. */
  private static double select(
      long rank, DoubleToLongFunction countUpTo, double lowest, double highest) {
    long low = toOrdered(lowest);
    long high = toOrdered(highest);
    while (low < high) {
      long middle = (low & high) + ((low ^ high) >> 1);
      if (countUpTo.applyAsLong(fromOrdered(middle)) >= rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return fromOrdered(low);
  }

  private static long upTo(double[] a, double[] b, double bound) {
    long count = 0;
    int j = b.length;
    for (double x : a) {
      while (j > 0 && x + b[j - 1] > bound) {
        j--;
      }
      count += j;
    }
    return count;
  }

  /** Maps a double to a long of the same order; −0 comes just below +0. */
  private static long toOrdered(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits >= 0 ? bits : bits ^ Long.MAX_VALUE;
  }

  private static double fromOrdered(long ordered) {
    return Double.longBitsToDouble(ordered >= 0 ? ordered : ordered ^ Long.MAX_VALUE);
  }

  private static double[] sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }

  private static double last(double[] values) {
    return values[values.length - 1];
  }
}
