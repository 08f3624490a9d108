package io.aiorevisited.analysis.stats.spread;

import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.StudentT;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits the variance of a nested sample by level (T. Kalibera and R. Jones, Rigorous Benchmarking
 * in Reasonable Time, ISMM 2013, with the authors' later correction of the estimator: Tᵢ² = Sᵢ² −
 * Sᵢ₋₁² / rᵢ₋₁, where the paper has Tᵢ₋₁² in place of Sᵢ₋₁²).
 *
 * <p>Sᵢ² is the mean square of the level-i means about the mean above them. Tᵢ² is what level i
 * adds of its own. Being a difference it can come out negative; that means "no more than the levels
 * below explain": shown as 0, kept raw and flagged.
 *
 * @param mean of all values
 * @param components one a level, the lowest first
 */
public record VarianceComponents(double mean, List<Component> components) {

  /**
   * Holds one level.
   *
   * @param level 1 is the lowest
   * @param repetitions of the level within the one above
   * @param meanSquare S², unit of the values squared
   * @param raw T² as estimated, possibly negative
   * @param share of the sum of all shown variances, from 0 to 1; 0 if nothing varies
   */
  public record Component(int level, int repetitions, double meanSquare, double raw, double share) {

    /** Returns the variance to show: the raw one, or 0 if that is negative. */
    public double variance() {
      return Math.max(0, raw);
    }

    /** Tells whether the raw estimate is negative, so that 0 is shown in its place. */
    public boolean isNegative() {
      return raw < 0;
    }
  }

  /** Copies the list. */
  public VarianceComponents {
    components = List.copyOf(components);
  }

  /**
   * Splits a sample's variance.
   *
   * @param sample every level of which repeats at least twice
   * @throws IllegalArgumentException if a level repeats only once: it has no variance then
   */
  public static VarianceComponents of(NestedSample sample) {
    int levels = sample.levels();
    double[] squares = new double[levels + 1];
    double[] raw = new double[levels + 1];
    double shown = 0;
    for (int level = 1; level <= levels; level++) {
      if (sample.repetitions(level) < 2) {
        throw new IllegalArgumentException(
            "a level needs 2 repetitions to vary: level="
                + level
                + " repetitions="
                + sample.repetitions(level));
      }
      squares[level] = meanSquare(sample, level);
      raw[level] =
          level == 1
              ? squares[1]
              : squares[level] - squares[level - 1] / sample.repetitions(level - 1);
      shown += Math.max(0, raw[level]);
    }
    List<Component> components = new ArrayList<>(levels);
    for (int level = 1; level <= levels; level++) {
      components.add(
          new Component(
              level,
              sample.repetitions(level),
              squares[level],
              raw[level],
              shown == 0 ? 0 : Math.max(0, raw[level]) / shown));
    }
    return new VarianceComponents(sample.means(levels)[0], components);
  }

  private static double meanSquare(NestedSample sample, int level) {
    double[] means = sample.means(level - 1);
    double[] above = sample.means(level);
    int repetitions = sample.repetitions(level);
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      double d = means[i] - above[i / repetitions];
      sum += d * d;
    }
    return sum / (above.length * (repetitions - 1.0));
  }

  /** Returns a level's component; 1 is the lowest. */
  public Component level(int level) {
    return components.get(level - 1);
  }

  /** Returns a level's own standard deviation as a fraction of the mean. */
  public double coefficientOfVariation(int level) {
    return Math.sqrt(level(level).variance()) / Math.abs(mean);
  }

  /**
   * Returns the interval of the mean, to which only the top level's means count: mean ± t(1−α/2,
   * r−1) √(S² / r).
   */
  public Interval meanInterval(double confidence) {
    Component top = level(components.size());
    double half =
        StudentT.critical(confidence, top.repetitions() - 1.0)
            * Math.sqrt(top.meanSquare() / top.repetitions());
    return new Interval(mean - half, mean + half, confidence);
  }
}
