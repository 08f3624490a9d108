package io.aiorevisited.analysis.stats.series;

import io.aiorevisited.analysis.stats.Require;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Cuts a series where its level or spread changes: warm-up, drift, a device that was trimmed.
 *
 * @param segments in order, without gaps; one if nothing changes
 */
public record ChangePoints(List<Segment> segments) {

  /** Fewest values in a segment: with 2 any two equal values make a change. */
  public static final int MIN_SEGMENT = 5;

  /**
   * Holds a stretch without a change.
   *
   * @param start index of its first value
   * @param end index after its last value
   * @param mean unit of the values
   * @param variance divided by the count, unit of the values squared
   */
  public record Segment(int start, int end, double mean, double variance) {}

  /** Copies the list. */
  public ChangePoints {
    segments = List.copyOf(segments);
  }

  /**
   * Finds changes of mean and variance with the MBIC penalty and segments of at least {@value
   * #MIN_SEGMENT} values.
   *
   * @param values at least one finite value in the order of measurement
   * @param varianceFloor smallest variance believed, above zero, unit of the values squared: a
   *     clock's resolution squared / 12
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static ChangePoints inMeanAndVariance(double[] values, double varianceFloor) {
    Require.finite(values, 1);
    return inMeanAndVariance(values, varianceFloor, MIN_SEGMENT, ChangePenalty.mbic(values.length));
  }

  /**
   * Finds changes of mean and variance. A segment of m values costs −2 times its normal
   * log-likelihood, m (ln 2π + ln v + s²/v), with v the larger of its variance s² and the floor.
   *
   * @param values at least one finite value in the order of measurement
   * @param varianceFloor smallest variance believed, above zero, unit of the values squared
   * @param minSegment fewest values in a segment, at least 2
   * @param penalty of a change
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static ChangePoints inMeanAndVariance(
      double[] values, double varianceFloor, int minSegment, ChangePenalty penalty) {
    Require.finite(values, 1);
    Require.aboveZero("varianceFloor", varianceFloor);
    checkSegment(minSegment, 2);
    Sums sums = new Sums(values);
    return cut(
        values,
        minSegment,
        (start, end) -> {
          double variance = sums.squares(start, end) / (end - start);
          double floored = Math.max(variance, varianceFloor);
          return (end - start) * (Math.log(2 * Math.PI) + Math.log(floored) + variance / floored);
        },
        penalty);
  }

  /**
   * Finds changes of the mean. A segment costs its sum of squares about its mean, in units of the
   * variance of the whole series.
   *
   * @param values at least one finite value in the order of measurement
   * @param minSegment fewest values in a segment, at least 1
   * @param penalty of a change; 3 ln n is usual
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static ChangePoints inMean(double[] values, int minSegment, ChangePenalty penalty) {
    Require.finite(values, 1);
    checkSegment(minSegment, 1);
    double variance = StatUtils.variance(values);
    Sums sums = new Sums(values);
    // Equal values have no scale and no change; any unit will do.
    double unit = variance > 0 ? variance : 1;
    return cut(values, minSegment, (start, end) -> sums.squares(start, end) / unit, penalty);
  }

  /** Returns the index of the first value of each segment after the first. */
  public List<Integer> changes() {
    return segments.stream().skip(1).map(Segment::start).toList();
  }

  private static ChangePoints cut(
      double[] values, int minSegment, Pelt.SegmentCost cost, ChangePenalty penalty) {
    List<Integer> changes =
        values.length < 2 * minSegment
            ? List.of()
            : Pelt.changes(values.length, minSegment, cost, penalty);
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i <= changes.size(); i++) {
      int start = i == 0 ? 0 : changes.get(i - 1);
      int end = i == changes.size() ? values.length : changes.get(i);
      double mean = StatUtils.mean(values, start, end - start);
      segments.add(
          new Segment(
              start, end, mean, StatUtils.populationVariance(values, mean, start, end - start)));
    }
    return new ChangePoints(segments);
  }

  private static void checkSegment(int minSegment, int fewest) {
    if (minSegment < fewest) {
      throw new IllegalArgumentException(
          "a segment needs at least " + fewest + " values: minSegment=" + minSegment);
    }
  }

  /** Sums of the values and their squares up to each index, about the overall mean. */
  private static final class Sums {

    private final double[] first;
    private final double[] second;

    Sums(double[] values) {
      // About the mean, since large values would swallow their own differences.
      double mean = StatUtils.mean(values);
      first = new double[values.length + 1];
      second = new double[values.length + 1];
      for (int i = 0; i < values.length; i++) {
        double d = values[i] - mean;
        first[i + 1] = first[i] + d;
        second[i + 1] = second[i] + d * d;
      }
    }

    /** Returns the sum of squares about the mean of a stretch. */
    double squares(int start, int end) {
      double sum = first[end] - first[start];
      return Math.max(0, second[end] - second[start] - sum * sum / (end - start));
    }
  }
}
