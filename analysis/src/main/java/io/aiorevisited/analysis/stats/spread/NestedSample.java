package io.aiorevisited.analysis.stats.spread;

import io.aiorevisited.analysis.stats.Require;
import java.util.Arrays;

/**
 * Holds measurements that repeat at several levels, the same number of times everywhere: sessions
 * of trials of passes, or trials of passes. Levels are counted as Kalibera and Jones do, 1 being
 * the lowest and {@link #levels} the top.
 */
public final class NestedSample {

  private final double[] values;
  private final int[] repetitionsTopDown;

  private NestedSample(double[] values, int[] repetitionsTopDown) {
    this.values = values;
    this.repetitionsTopDown = repetitionsTopDown;
  }

  /**
   * Takes values in order, the lowest level running fastest.
   *
   * @param values finite, as many as the product of the repetitions
   * @param repetitionsTopDown repetitions of each level from the top to the lowest, each at least 1
   * @throws IllegalArgumentException if the counts do not fit or a value is not finite
   */
  public static NestedSample of(double[] values, int... repetitionsTopDown) {
    long product = 1;
    for (int repetitions : repetitionsTopDown) {
      if (repetitions < 1) {
        throw new IllegalArgumentException(
            "a level repeats at least once: repetitions=" + Arrays.toString(repetitionsTopDown));
      }
      product *= repetitions;
    }
    if (repetitionsTopDown.length == 0 || product != values.length) {
      throw new IllegalArgumentException(
          "repetitions must multiply to the number of values: repetitions="
              + Arrays.toString(repetitionsTopDown)
              + " values="
              + values.length);
    }
    Require.finite(values, 1);
    return new NestedSample(values.clone(), repetitionsTopDown.clone());
  }

  /**
   * Takes two levels, such as the passes of each trial.
   *
   * @param groups at least one, all of one length
   * @throws IllegalArgumentException if groups differ in length or a value is not finite
   */
  public static NestedSample of(double[][] groups) {
    if (groups.length == 0) {
      throw new IllegalArgumentException("a nested sample needs a group: groups=0");
    }
    for (double[] group : groups) {
      if (group.length != groups[0].length) {
        throw new IllegalArgumentException(
            "groups must have one length: first=" + groups[0].length + " other=" + group.length);
      }
    }
    double[] flat = Arrays.stream(groups).flatMapToDouble(Arrays::stream).toArray();
    return of(flat, groups.length, groups[0].length);
  }

  /** Returns the number of levels. */
  public int levels() {
    return repetitionsTopDown.length;
  }

  /** Returns how often a level repeats within the one above it; level 1 is the lowest. */
  public int repetitions(int level) {
    return repetitionsTopDown[repetitionsTopDown.length - level];
  }

  /**
   * Returns the means over everything below and at a level, in order: for level 0 the values
   * themselves, for level 1 the mean of each lowest group, for the top level the mean of all.
   */
  double[] means(int level) {
    int size = 1;
    for (int below = 1; below <= level; below++) {
      size *= repetitions(below);
    }
    double[] means = new double[values.length / size];
    for (int group = 0; group < means.length; group++) {
      double sum = 0;
      for (int i = group * size; i < (group + 1) * size; i++) {
        sum += values[i];
      }
      means[group] = sum / size;
    }
    return means;
  }

  double value(int index) {
    return values[index];
  }
}
