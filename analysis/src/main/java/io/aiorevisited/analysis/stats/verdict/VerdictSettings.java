package io.aiorevisited.analysis.stats.verdict;

import io.aiorevisited.analysis.stats.Require;

/**
 * Holds what was fixed before the run.
 *
 * @param familySize comparisons declared in advance, at least 1; Holm counts all of them
 * @param margin smallest difference that matters, as a fraction above zero: 0.03 is 3 %
 * @param alpha level of the whole family, between 0 and 1
 * @param seed of the bootstrap and of sign patterns above the exact limit
 */
public record VerdictSettings(int familySize, double margin, double alpha, long seed) {

  /** Margin unless told otherwise. */
  public static final double DEFAULT_MARGIN = 0.03;

  /** Level unless told otherwise. */
  public static final double DEFAULT_ALPHA = 0.05;

  /**
   * @throws IllegalArgumentException if the family is empty, the margin is not above zero, or alpha
   *     is not between 0 and 1
   */
  public VerdictSettings {
    if (familySize < 1) {
      throw new IllegalArgumentException(
          "a family has at least one comparison: familySize=" + familySize);
    }
    Require.aboveZero("margin", margin);
    Require.openProbability("alpha", alpha);
  }

  /** Returns the settings of a family with the default level. */
  public static VerdictSettings of(int familySize, double margin, long seed) {
    return new VerdictSettings(familySize, margin, DEFAULT_ALPHA, seed);
  }

  /** Returns the same for a family of another size. */
  public VerdictSettings ofFamily(int size) {
    return new VerdictSettings(size, margin, alpha, seed);
  }

  /** Returns the confidence at which all intervals of the family hold at once: 1 − α / k. */
  public double adjustedConfidence() {
    return 1 - alpha / familySize;
  }
}
