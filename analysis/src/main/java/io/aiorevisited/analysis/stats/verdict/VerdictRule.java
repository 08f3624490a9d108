package io.aiorevisited.analysis.stats.verdict;

import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.LogRatio;

/**
 * Decides a verdict from figures, asking in this order: is anything wrong, are there enough rounds,
 * is the difference real and beyond the margin, real but within it, real and of unknown size, shown
 * to be within the margin. It is real if its adjusted p says so: an interval alone does not do.
 */
public final class VerdictRule {

  /** Fewest rounds: with 5 the sign-flip test can't go below p = 2/2^5 = 0.0625. */
  public static final int MIN_ROUNDS = 6;

  private VerdictRule() {}

  /**
   * Decides.
   *
   * @param invalid whether there is a reason not to trust the figures
   * @param direction which way is better
   * @param estimate from at least 2 rounds
   * @param holmP p adjusted for the family, from 0 to 1
   * @param margin as a fraction, above zero
   * @param settings level and size of the family
   */
  public static Verdict decide(
      boolean invalid,
      Direction direction,
      LogRatio estimate,
      double holmP,
      double margin,
      VerdictSettings settings) {
    if (invalid) {
      return Verdict.INVALID;
    }
    if (estimate.count() < MIN_ROUNDS) {
      return Verdict.TOO_FEW_ROUNDS;
    }
    double edge = Math.log1p(margin);
    Interval adjusted = estimate.logInterval(settings.adjustedConfidence());
    boolean better = estimate.meanLog() > 0 == (direction == Direction.HIGHER_IS_BETTER);
    boolean differs = holmP < settings.alpha();
    if (differs && (adjusted.lower() > edge || adjusted.upper() < -edge)) {
      return better ? Verdict.FASTER : Verdict.SLOWER;
    }
    boolean equivalent = estimate.equivalence(margin).pValue() < settings.alpha();
    if (differs) {
      return equivalent
          ? Verdict.REAL_BUT_NEGLIGIBLE
          : better ? Verdict.FASTER_SIZE_UNCERTAIN : Verdict.SLOWER_SIZE_UNCERTAIN;
    }
    return equivalent ? Verdict.EQUIVALENT : Verdict.INCONCLUSIVE;
  }
}
