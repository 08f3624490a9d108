package io.aiorevisited.analysis.stats.ratio;

import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.Require;
import io.aiorevisited.analysis.stats.StudentT;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.Covariance;

/**
 * Estimates a ratio of two means with E. C. Fieller's interval (J. R. Statist. Soc. B 16, 1954;
 * Kalibera and Jones, ISMM 2013, section 7).
 *
 * <p>The interval holds every ρ with (x̄² − hx²) ρ² − 2 (x̄ȳ − hxy) ρ + (ȳ² − hy²) &lt;= 0, h being
 * the half widths of the two means and hxy their shared part, zero if the samples are independent.
 * If the denominator's own interval reaches zero the set has no bounds, and {@link #shape} says so.
 */
public final class FiellerRatio {

  /** What the set of ratios looks like. */
  public enum Shape {
    /** One interval between two bounds. */
    BOUNDED,
    /** All but the values between two bounds: the ratio may be arbitrarily large. */
    ALL_BUT_AN_INTERVAL,
    /** Every number: the data say nothing. */
    WHOLE_LINE
  }

  private final double ratio;
  private final double square;
  private final double cross;
  private final double constant;
  private final double confidence;

  private FiellerRatio(
      double ratio, double square, double cross, double constant, double confidence) {
    this.ratio = ratio;
    this.square = square;
    this.cross = cross;
    this.constant = constant;
    this.confidence = confidence;
  }

  /**
   * Estimates from two samples that share no rounds: each mean has the t of its own count.
   *
   * @param denominator at least 2 finite values
   * @param numerator at least 2 finite values
   * @param confidence between 0 and 1
   * @throws IllegalArgumentException if a sample is too short or not finite
   */
  public static FiellerRatio independent(
      double[] denominator, double[] numerator, double confidence) {
    Require.finite(denominator, 2);
    Require.finite(numerator, 2);
    return of(
        StatUtils.mean(denominator),
        StatUtils.mean(numerator),
        squaredHalfWidth(denominator, confidence),
        squaredHalfWidth(numerator, confidence),
        0,
        confidence);
  }

  /**
   * Estimates from rounds that hold both arms, counting what the arms share.
   *
   * @param denominator at least 2 finite values
   * @param numerator as many, same order
   * @param confidence between 0 and 1
   * @throws IllegalArgumentException if lengths differ or a sample is too short or not finite
   */
  public static FiellerRatio paired(double[] denominator, double[] numerator, double confidence) {
    Require.sameLength(denominator, numerator);
    Require.finite(denominator, 2);
    Require.finite(numerator, 2);
    double t = StudentT.critical(confidence, denominator.length - 1.0);
    double scale = t * t / denominator.length;
    // One way to compute all three, so that equal arms have exactly equal terms.
    Covariance covariance = new Covariance();
    return of(
        StatUtils.mean(denominator),
        StatUtils.mean(numerator),
        scale * covariance.covariance(denominator, denominator),
        scale * covariance.covariance(numerator, numerator),
        scale * covariance.covariance(denominator, numerator),
        confidence);
  }

  private static double squaredHalfWidth(double[] values, double confidence) {
    double t = StudentT.critical(confidence, values.length - 1.0);
    return t * t * StatUtils.variance(values) / values.length;
  }

  private static FiellerRatio of(
      double x, double y, double hxx, double hyy, double hxy, double confidence) {
    return new FiellerRatio(y / x, x * x - hxx, x * y - hxy, y * y - hyy, confidence);
  }

  /** Returns mean of the numerator / mean of the denominator; not finite if the latter is zero. */
  public double ratio() {
    return ratio;
  }

  /** Returns the shape of the set of ratios. */
  public Shape shape() {
    if (square > 0) {
      return Shape.BOUNDED;
    }
    return discriminant() > 0 ? Shape.ALL_BUT_AN_INTERVAL : Shape.WHOLE_LINE;
  }

  /** Returns the interval, or nothing if it has no bounds. */
  public Optional<Interval> interval() {
    if (shape() != Shape.BOUNDED) {
      return Optional.empty();
    }
    double root = Math.sqrt(Math.max(0, discriminant()));
    return Optional.of(new Interval((cross - root) / square, (cross + root) / square, confidence));
  }

  /** Tells whether a ratio is ruled out; right for every shape. */
  public boolean excludes(double value) {
    return square * value * value - 2 * cross * value + constant > 0;
  }

  private double discriminant() {
    return cross * cross - square * constant;
  }
}
