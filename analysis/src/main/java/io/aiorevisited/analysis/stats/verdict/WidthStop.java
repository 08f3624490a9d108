package io.aiorevisited.analysis.stats.verdict;

import io.aiorevisited.analysis.stats.Require;
import io.aiorevisited.analysis.stats.ratio.LogRatio;

/**
 * Decides when a sequential run has measured enough: it stops on the width of the interval, never
 * on p, since testing after every round until p is small finds differences that are not there.
 * Looking seldom keeps the interval's coverage.
 *
 * @param firstLook rounds before the first look, at least 2
 * @param every rounds between looks, at least 1
 */
public record WidthStop(int firstLook, int every) {

  /** Looks after 10 rounds and then after every 5. */
  public static final WidthStop STANDARD = new WidthStop(10, 5);

  /**
   * @throws IllegalArgumentException if there are fewer than 2 rounds before the first look or
   *     fewer than one between looks
   */
  public WidthStop {
    if (firstLook < 2 || every < 1) {
      throw new IllegalArgumentException(
          "looks need firstLook >= 2 and every >= 1: firstLook=" + firstLook + " every=" + every);
    }
  }

  /** Tells whether the width may be looked at after a number of rounds. */
  public boolean isLook(int rounds) {
    return rounds >= firstLook && (rounds - firstLook) % every == 0;
  }

  /**
   * Tells whether the 95 % interval of ln(ratio) is narrow enough: half of it under half the
   * margin.
   *
   * @param margin as a fraction, above zero
   */
  public static boolean isNarrow(LogRatio ratio, double margin) {
    return ratio.halfWidthLog(0.95) < targetHalfWidthLog(margin);
  }

  /** Returns the half width of ln(ratio) to reach: half of ln(1 + margin). */
  public static double targetHalfWidthLog(double margin) {
    Require.aboveZero("margin", margin);
    return Math.log1p(margin) / 2;
  }
}
