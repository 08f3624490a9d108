package io.aiorevisited.analysis.stats.verdict;

import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.LogRatio;

/**
 * Holds the A/A result: the reference measured a second time in every round under a name of its
 * own. Whatever it shows beyond a ratio of 1 is the apparatus, not an engine.
 *
 * @param estimate ratio of the second measurement to the first
 */
public record ControlArm(LogRatio estimate) {

  /** Level below which the apparatus is taken to see a difference where there is none. */
  public static final double ALPHA = 0.01;

  /**
   * Compares the reference with itself.
   *
   * @param reference one figure a round, above zero
   * @param again the control's figure of the same round, above zero
   * @throws IllegalArgumentException if there are fewer than 2 rounds, lengths differ, or a figure
   *     is not above zero
   */
  public static ControlArm of(double[] reference, double[] again) {
    return new ControlArm(LogRatio.paired(reference, again));
  }

  /** Returns the two-sided p of the hypothesis that the reference equals itself. */
  public double pValue() {
    return estimate.pValue();
  }

  /** Tells whether p is below {@value #ALPHA}. */
  public boolean rejects() {
    return pValue() < ALPHA;
  }

  /**
   * Returns the far bound of the 95 % interval as a margin: the difference, as a fraction, that
   * this run can't tell from none.
   */
  public double bound() {
    Interval log = estimate.logInterval(0.95);
    double far = Math.expm1(Math.max(Math.abs(log.lower()), Math.abs(log.upper())));
    // Two rounds that lie far apart can put the bound beyond what a double holds.
    return Math.min(far, Double.MAX_VALUE);
  }
}
