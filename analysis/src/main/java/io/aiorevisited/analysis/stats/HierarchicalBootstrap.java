package io.aiorevisited.analysis.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/**
 * Bootstraps the mean of a nested sample by drawing with replacement at every level (Kalibera and
 * Jones, ISMM 2013, section 7.1). At few top-level repetitions the interval is too narrow: with 5
 * it misses about 13 % of the time where 5 % is meant. It checks a t interval, it never replaces
 * one.
 *
 * @param median of the bootstrap means
 * @param interval percentile interval of the mean
 */
public record HierarchicalBootstrap(double median, Interval interval) {

  /** Keeps a product that should be whole from being rounded the wrong way. */
  private static final double ROUNDING = 1e-9;

  /**
   * Bootstraps a mean.
   *
   * @param sample any number of levels
   * @param resamples at least 100
   * @param confidence between 0 and 1
   * @param seed of the draws
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static HierarchicalBootstrap of(
      NestedSample sample, int resamples, double confidence, long seed) {
    Require.openProbability("confidence", confidence);
    if (resamples < 100) {
      throw new IllegalArgumentException(
          "a bootstrap needs at least 100 resamples: resamples=" + resamples);
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[resamples];
    for (int b = 0; b < resamples; b++) {
      means[b] = resampledMean(sample, random::nextInt);
    }
    Arrays.sort(means);
    return new HierarchicalBootstrap(
        Quantile.median(means),
        new Interval(
            means[sliceStart(resamples, confidence)],
            means[sliceEnd(resamples, confidence) - 1],
            confidence));
  }

  /**
   * Returns the mean of one resample. All draws of a level are made before those of the next lower
   * one.
   *
   * @param sample any number of levels
   * @param draw returns an index from 0 up to, not including, its argument
   */
  static double resampledMean(NestedSample sample, IntUnaryOperator draw) {
    int[] chosen = {0};
    for (int level = sample.levels(); level >= 1; level--) {
      int repetitions = sample.repetitions(level);
      int[] next = new int[chosen.length * repetitions];
      for (int i = 0; i < next.length; i++) {
        next[i] = chosen[i / repetitions] * repetitions + draw.applyAsInt(repetitions);
      }
      chosen = next;
    }
    return Arrays.stream(chosen).mapToDouble(sample::value).average().orElseThrow();
  }

  /** Returns ⌊αB/2⌋: the first replicate inside the interval. */
  static int sliceStart(int resamples, double confidence) {
    return (int) Math.floor((1 - confidence) / 2 * resamples + ROUNDING);
  }

  /** Returns ⌈(1−α/2)B⌉: the first replicate beyond the interval. */
  static int sliceEnd(int resamples, double confidence) {
    return (int) Math.ceil((1 - (1 - confidence) / 2) * resamples - ROUNDING);
  }
}
