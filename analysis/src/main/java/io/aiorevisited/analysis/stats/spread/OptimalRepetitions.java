package io.aiorevisited.analysis.stats.spread;

import io.aiorevisited.analysis.stats.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds how often each level below the top should repeat so that a given time gives the narrowest
 * interval: rᵢ = ⌈√(cᵢ₊₁ / cᵢ · Tᵢ² / Tᵢ₊₁²)⌉ (Kalibera and Jones, ISMM 2013, section 9).
 */
public final class OptimalRepetitions {

  private OptimalRepetitions() {}

  /**
   * Returns the repetitions of levels 1 to n − 1.
   *
   * <p>A level that adds no variance of its own needs one repetition; one whose upper neighbour
   * adds none would repeat for ever and gets the cap.
   *
   * @param components of a pilot run with n levels
   * @param costs of one repetition of levels 1 to n without what lies below, any one unit, above
   *     zero: time of a pass, time to start a trial, ...
   * @param cap most repetitions, at least 1
   * @throws IllegalArgumentException if there is not one cost a level or an argument is outside its
   *     range
   */
  public static List<Integer> of(VarianceComponents components, double[] costs, int cap) {
    int levels = components.components().size();
    if (costs.length != levels || cap < 1) {
      throw new IllegalArgumentException(
          "one cost a level and a cap of 1 or more: costs="
              + costs.length
              + " levels="
              + levels
              + " cap="
              + cap);
    }
    for (double cost : costs) {
      Require.aboveZero("cost", cost);
    }
    List<Integer> repetitions = new ArrayList<>();
    for (int level = 1; level < levels; level++) {
      double exact =
          exact(
              costs[level - 1],
              costs[level],
              components.level(level).variance(),
              components.level(level + 1).variance());
      repetitions.add((int) Math.max(1, Math.min(cap, Math.ceil(exact))));
    }
    return List.copyOf(repetitions);
  }

  /** Returns the unrounded optimum; infinite if only the lower level varies. */
  static double exact(
      double lowerCost, double upperCost, double lowerVariance, double upperVariance) {
    return lowerVariance == 0
        ? 0
        : Math.sqrt(upperCost / lowerCost * lowerVariance / upperVariance);
  }
}
