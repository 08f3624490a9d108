package io.aiorevisited.analysis.stats.ratio;

import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.Quantile;
import io.aiorevisited.analysis.stats.Require;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Bootstraps a statistic with the bias-corrected and accelerated interval (B. Efron, J. Am.
 * Statist. Assoc. 82, 1987; Efron and Tibshirani, An Introduction to the Bootstrap, 1993, section
 * 14.3).
 *
 * <p>z0 = Φ⁻¹(share of replicates below the estimate); a = Σd³ / (6 (Σd²)^1.5) with d = jackknife
 * mean − jackknife value; bounds at the quantiles Φ(z0 + (z0 + z) / (1 − a (z0 + z))) of the
 * replicates, type 7. Below about 10 values the interval is known to be too narrow.
 */
public final class BcaBootstrap {

  private static final NormalDistribution NORMAL = new NormalDistribution();

  private final double estimate;
  private final double[] replicates;
  private final double bias;
  private final double acceleration;

  private BcaBootstrap(double estimate, double[] replicates, double bias, double acceleration) {
    this.estimate = estimate;
    this.replicates = replicates;
    this.bias = bias;
    this.acceleration = acceleration;
  }

  /**
   * Resamples with replacement.
   *
   * @param values at least 2 finite values
   * @param statistic a pure function of a sample, finite for every resample
   * @param resamples replicates to draw, at least 100; 1,000 and more for a 95 % interval
   * @param seed of the draws
   * @throws IllegalArgumentException if the sample is too short or not finite, or there are too few
   *     resamples
   */
  public static BcaBootstrap of(
      double[] values, ToDoubleFunction<double[]> statistic, int resamples, long seed) {
    Require.finite(values, 2);
    if (resamples < 100) {
      throw new IllegalArgumentException(
          "a bootstrap needs at least 100 resamples: resamples=" + resamples);
    }
    double estimate = statistic.applyAsDouble(values);
    double[] replicates = new double[resamples];
    double[] resample = new double[values.length];
    SplittableRandom random = new SplittableRandom(seed);
    int below = 0;
    for (int b = 0; b < resamples; b++) {
      for (int i = 0; i < resample.length; i++) {
        resample[i] = values[random.nextInt(values.length)];
      }
      replicates[b] = statistic.applyAsDouble(resample);
      if (replicates[b] < estimate) {
        below++;
      }
    }
    Require.finite(replicates, resamples);
    Arrays.sort(replicates);
    // An estimate beyond all replicates would have an infinite bias; half a replicate stands for
    // it.
    double share = Math.min(Math.max(below, 0.5), resamples - 0.5) / resamples;
    return new BcaBootstrap(
        estimate,
        replicates,
        NORMAL.inverseCumulativeProbability(share),
        acceleration(values, statistic));
  }

  private static double acceleration(double[] values, ToDoubleFunction<double[]> statistic) {
    int n = values.length;
    double[] jackknife = new double[n];
    for (int left = 0; left < n; left++) {
      double[] rest = new double[n - 1];
      System.arraycopy(values, 0, rest, 0, left);
      System.arraycopy(values, left + 1, rest, left, n - 1 - left);
      jackknife[left] = statistic.applyAsDouble(rest);
    }
    double mean = Arrays.stream(jackknife).average().orElseThrow();
    double squares = 0;
    double cubes = 0;
    for (double value : jackknife) {
      double d = mean - value;
      squares += d * d;
      cubes += d * d * d;
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  /** Returns the statistic of the sample itself. */
  public double estimate() {
    return estimate;
  }

  /** Returns the bias correction z0, in standard normal units. */
  public double bias() {
    return bias;
  }

  /** Returns the acceleration a, no unit. */
  public double acceleration() {
    return acceleration;
  }

  /** Returns the BCa interval at a confidence between 0 and 1. */
  public Interval interval(double confidence) {
    Require.openProbability("confidence", confidence);
    double tail = (1 - confidence) / 2;
    return new Interval(
        Quantile.of(replicates, level(bias, acceleration, tail)),
        Quantile.of(replicates, level(bias, acceleration, 1 - tail)),
        confidence);
  }

  /** Returns the share of replicates that a bound leaves below it. */
  static double level(double bias, double acceleration, double nominal) {
    double shifted = bias + NORMAL.inverseCumulativeProbability(nominal);
    double scale = 1 - acceleration * shifted;
    // Past its pole the correction turns round; the outermost replicate is then the bound.
    return scale <= 0
        ? (shifted > 0 ? 1 : 0)
        : NORMAL.cumulativeProbability(bias + shifted / scale);
  }
}
