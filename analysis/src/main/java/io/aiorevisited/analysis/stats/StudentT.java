package io.aiorevisited.analysis.stats;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Student's t distribution by Commons Math, made safe for a standard error of zero.
 *
 * <p>A standard error of zero means that all values agree: then an estimate of exactly zero gives t
 * = 0 and p = 1, and any other an infinite t and p = 0.
 */
public final class StudentT {

  private record Asked(double confidence, double degreesOfFreedom) {}

  /** A run asks for the same few values again and again, and each is found by trial and error. */
  private static final Map<Asked, Double> CRITICAL = new ConcurrentHashMap<>();

  private static final int MOST_KEPT = 1000;

  private StudentT() {}

  /** Returns the two-sided critical value of a confidence. */
  public static double critical(double confidence, double degreesOfFreedom) {
    Require.openProbability("confidence", confidence);
    if (CRITICAL.size() >= MOST_KEPT) {
      CRITICAL.clear();
    }
    return CRITICAL.computeIfAbsent(
        new Asked(confidence, degreesOfFreedom),
        asked ->
            new TDistribution(null, asked.degreesOfFreedom())
                .inverseCumulativeProbability(1 - (1 - asked.confidence()) / 2));
  }

  /** Returns estimate / standard error, 0 for 0/0. */
  public static double statistic(double estimate, double standardError) {
    return estimate == 0 ? 0 : estimate / standardError;
  }

  /** Returns P(T &lt;= t). */
  public static double cumulative(double t, double degreesOfFreedom) {
    if (Double.isInfinite(t)) {
      return t < 0 ? 0 : 1;
    }
    return new TDistribution(null, degreesOfFreedom).cumulativeProbability(t);
  }

  /** Returns P(|T| &gt;= |t|). */
  public static double twoSided(double t, double degreesOfFreedom) {
    return Math.min(1, 2 * cumulative(-Math.abs(t), degreesOfFreedom));
  }
}
