package io.aiorevisited.analysis.stats.series;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Finds the segmentation of least cost by pruned exact linear time (R. Killick, P. Fearnhead and I.
 * A. Eckley, J. Am. Statist. Assoc. 107, 2012).
 *
 * <p>Two things keep the pruning exact. A shortest segment of s values forbids a change at t to the
 * next s − 1 ends, so a start that t beats is dropped only s values later. And with a price on the
 * logarithm of lengths a split may cost up to ln n more than the whole, so a start is dropped only
 * if it is beaten by more than that.
 */
final class Pelt {

  /** Costs a segment of the values from {@code start} up to, not including, {@code end}. */
  @FunctionalInterface
  interface SegmentCost {
    double of(int start, int end);
  }

  private Pelt() {}

  /** Returns the first index of each segment after the first. */
  static List<Integer> changes(int count, int minSegment, SegmentCost cost, ChangePenalty penalty) {
    SegmentCost priced =
        penalty.addsLogLength()
            ? (start, end) -> cost.of(start, end) + Math.log(end - start)
            : cost;
    double slack = penalty.addsLogLength() ? Math.log(count) : 0;
    double[] best = new double[count + 1];
    int[] from = new int[count + 1];
    int[] droppedAt = new int[count + 1];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    Arrays.fill(droppedAt, Integer.MAX_VALUE);
    best[0] = -penalty.perChange();
    List<Integer> starts = new ArrayList<>();
    for (int end = minSegment; end <= count; end++) {
      int newest = end - minSegment;
      if (newest == 0 || newest >= minSegment) {
        starts.add(newest);
      }
      int now = end;
      starts.removeIf(start -> droppedAt[start] <= now);
      for (int start : starts) {
        double total = best[start] + priced.of(start, end) + penalty.perChange();
        if (total < best[end]) {
          best[end] = total;
          from[end] = start;
        }
      }
      for (int start : starts) {
        if (droppedAt[start] == Integer.MAX_VALUE
            && best[start] + priced.of(start, end) - slack > best[end]) {
          droppedAt[start] = end + minSegment;
        }
      }
    }
    Deque<Integer> changes = new ArrayDeque<>();
    for (int start = from[count]; start > 0; start = from[start]) {
      changes.addFirst(start);
    }
    return List.copyOf(changes);
  }
}
