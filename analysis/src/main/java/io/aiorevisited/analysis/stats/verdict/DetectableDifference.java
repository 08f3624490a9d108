package io.aiorevisited.analysis.stats.verdict;

import io.aiorevisited.analysis.stats.Require;
import io.aiorevisited.analysis.stats.StudentT;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * Finds the true difference that a two-sided t test would find with a given chance: the
 * noncentrality at which its power is that chance (J. Cohen, Statistical Power Analysis, 1988).
 */
public final class DetectableDifference {

  private static final double ACCURACY = 1e-9;

  private DetectableDifference() {}

  /**
   * Returns the detectable difference as a multiple of the estimate's standard error.
   *
   * @param degreesOfFreedom at least 1
   * @param alpha level of the two-sided test, between 0 and 1
   * @param power chance wanted, above alpha and below 1
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static double inStandardErrors(double degreesOfFreedom, double alpha, double power) {
    Require.openProbability("alpha", alpha);
    Require.openProbability("power", power);
    if (power <= alpha) {
      throw new IllegalArgumentException(
          "power must be above alpha: power=" + power + " alpha=" + alpha);
    }
    if (!(degreesOfFreedom >= 1)) {
      throw new IllegalArgumentException(
          "a t test needs a degree of freedom: degreesOfFreedom=" + degreesOfFreedom);
    }
    double critical = StudentT.critical(1 - alpha, degreesOfFreedom);
    double enough = 1;
    while (NoncentralT.power(enough, degreesOfFreedom, critical) < power) {
      enough *= 2;
    }
    return new BrentSolver(ACCURACY)
        .solve(
            100,
            x -> NoncentralT.power(x, degreesOfFreedom, critical) - power,
            0,
            enough,
            enough / 2);
  }

  /**
   * Returns the detectable mean of paired differences as a multiple of their standard deviation.
   *
   * @param rounds at least 2
   * @param alpha level of the two-sided test, between 0 and 1
   * @param power chance wanted, above alpha and below 1
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static double inStandardDeviations(int rounds, double alpha, double power) {
    if (rounds < 2) {
      throw new IllegalArgumentException("a spread needs 2 rounds: rounds=" + rounds);
    }
    return inStandardErrors(rounds - 1.0, alpha, power) / Math.sqrt(rounds);
  }
}
