package io.aiorevisited.analysis.stats.ratio;

import io.aiorevisited.analysis.stats.Require;
import io.aiorevisited.analysis.stats.StudentT;

/**
 * Tests equivalence by two one-sided t tests (TOST; D. J. Schuirmann, J. Pharmacokinet. Biopharm.
 * 15, 1987): an estimate is equivalent to zero if it is shown to be above −margin and below
 * +margin. At level α this is the same as the 1−2α interval lying inside the margin.
 *
 * @param lowerP p of the hypothesis that the true value is −margin or less
 * @param upperP p of the hypothesis that the true value is +margin or more
 */
public record Equivalence(double lowerP, double upperP) {

  /**
   * Tests an estimate that follows a t distribution.
   *
   * @param estimate any unit
   * @param standardError same unit, not negative
   * @param degreesOfFreedom above zero
   * @param margin same unit, above zero
   * @throws IllegalArgumentException if the margin is not above zero or the standard error negative
   */
  public static Equivalence of(
      double estimate, double standardError, double degreesOfFreedom, double margin) {
    Require.aboveZero("margin", margin);
    if (!(standardError >= 0)) {
      throw new IllegalArgumentException(
          "a standard error can't be negative: standardError=" + standardError);
    }
    double low = StudentT.statistic(estimate + margin, standardError);
    double high = StudentT.statistic(estimate - margin, standardError);
    return new Equivalence(
        StudentT.cumulative(-low, degreesOfFreedom), StudentT.cumulative(high, degreesOfFreedom));
  }

  /** Returns the p of the whole test: the larger of the two. */
  public double pValue() {
    return Math.max(lowerP, upperP);
  }
}
