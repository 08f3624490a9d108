package io.aiorevisited.analysis.stats.verdict;

import io.aiorevisited.analysis.stats.Require;

/** Says how many rounds an answer would take. */
public final class RoundsNeeded {

  private static final int MOST = 1_000_000;

  private RoundsNeeded() {}

  /**
   * Returns the rounds at which the interval would have a wanted half width: m (h / wanted)²,
   * rounded up, since a half width shrinks with the root of the rounds. The t quantile's own change
   * is left out: it is an estimate of effort.
   *
   * @param rounds done so far, at least 2
   * @param halfWidth of the interval now, not negative
   * @param wanted half width in the same unit, above zero
   * @return at least 2, at most a million
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static int forHalfWidth(int rounds, double halfWidth, double wanted) {
    if (rounds < 2 || !(halfWidth >= 0)) {
      throw new IllegalArgumentException(
          "a half width needs 2 rounds and is not negative: rounds="
              + rounds
              + " halfWidth="
              + halfWidth);
    }
    Require.aboveZero("wanted", wanted);
    double shrink = halfWidth / wanted;
    return (int) Math.max(2, Math.min(MOST, Math.ceil(rounds * shrink * shrink)));
  }

  /**
   * Returns the fewest rounds at which a paired t test finds a true difference with a given chance.
   *
   * @param difference true mean difference, above zero
   * @param standardDeviation of the differences from round to round, above zero, same unit
   * @param alpha level of the two-sided test, between 0 and 1
   * @param power chance wanted, above alpha and below 1
   * @return at least 2, at most a million
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static int forPower(
      double difference, double standardDeviation, double alpha, double power) {
    Require.aboveZero("difference", difference);
    Require.aboveZero("standardDeviation", standardDeviation);
    double effect = difference / standardDeviation;
    int tooFew = 1;
    int enough = 2;
    while (enough < MOST
        && DetectableDifference.inStandardDeviations(enough, alpha, power) > effect) {
      tooFew = enough;
      enough = Math.min(MOST, 2 * enough);
    }
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) >>> 1;
      if (DetectableDifference.inStandardDeviations(middle, alpha, power) > effect) {
        tooFew = middle;
      } else {
        enough = middle;
      }
    }
    return enough;
  }
}
