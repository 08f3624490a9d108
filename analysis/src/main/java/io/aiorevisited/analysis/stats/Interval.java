package io.aiorevisited.analysis.stats;

/**
 * A confidence interval, in the unit of the thing estimated.
 *
 * @param lower lower bound; may be negative infinity
 * @param upper upper bound, not below {@code lower}; may be positive infinity
 * @param confidence coverage aimed at, between 0 and 1
 */
public record Interval(double lower, double upper, double confidence) {

  /**
   * @throws IllegalArgumentException if a bound is NaN, the bounds are crossed, or the confidence
   *     is not between 0 and 1
   */
  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "an interval's bounds must be ordered: lower=" + lower + " upper=" + upper);
    }
    Require.openProbability("confidence", confidence);
  }

  /** Furthest bound of a ratio from its middle that is of any use, as a factor. */
  public static final double MOST_FACTOR = 10;

  /**
   * Tells whether an interval of a ratio says anything: neither bound is more than a factor of
   * {@value #MOST_FACTOR} from the geometric middle, and both are above zero.
   */
  public boolean isBounded() {
    return lower > 0 && upper / lower <= MOST_FACTOR * MOST_FACTOR;
  }

  /** Tells whether a value lies inside; the bounds count as inside. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /** Tells whether the whole interval lies strictly between two bounds. */
  public boolean isStrictlyWithin(double low, double high) {
    return low < lower && upper < high;
  }

  /** Returns half the distance between the bounds. */
  public double halfWidth() {
    return (upper - lower) / 2;
  }

  /** Maps an interval of logarithms to one of ratios. */
  public Interval exp() {
    return new Interval(Math.exp(lower), Math.exp(upper), confidence);
  }
}
