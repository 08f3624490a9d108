package io.aiorevisited.analysis.stats.series;

/**
 * Says what a further change point costs.
 *
 * @param perChange added for each change, not negative
 * @param addsLogLength whether each segment also costs the logarithm of its length
 */
public record ChangePenalty(double perChange, boolean addsLogLength) {

  /**
   * @throws IllegalArgumentException if the price of a change is negative or not finite
   */
  public ChangePenalty {
    if (!(perChange >= 0 && perChange < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a change can't cost less than nothing: perChange=" + perChange);
    }
  }

  /** Returns a fixed price. */
  public static ChangePenalty of(double perChange) {
    return new ChangePenalty(perChange, false);
  }

  /**
   * Returns the modified Bayes information criterion for a change of mean and variance: 4 ln n for
   * a change and ln m for a segment of m values (N. R. Zhang and D. O. Siegmund, Biometrics 63,
   * 2007; as in R's changepoint package).
   *
   * @param count number of values, at least 1
   */
  public static ChangePenalty mbic(int count) {
    return new ChangePenalty(4 * Math.log(count), true);
  }
}
