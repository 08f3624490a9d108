package io.aiorevisited.analysis.stats.verdict;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Gamma;

/**
 * Computes the power of a t test, which Commons Math lacks. With S² = χ²/ν the noncentral t is (Z +
 * δ) / S, so P(T &lt;= t) is the mean of Φ(t S − δ) over S (Johnson, Kotz and Balakrishnan,
 * Continuous Univariate Distributions 2, 1995, chapter 31), here by Gauss-Legendre quadrature.
 */
final class NoncentralT {

  private static final NormalDistribution NORMAL = new NormalDistribution();

  /** Made once: working out the points takes far longer than using them. */
  private static final GaussIntegrator UNIT = new GaussIntegratorFactory().legendre(64);

  /** Beyond this many standard deviations, each below 1 / √ν, the density of S is under 1e-17. */
  private static final double REACH = 9;

  private NoncentralT() {}

  /** Returns the chance that |t| exceeds a critical value at a given noncentrality. */
  static double power(double noncentrality, double degreesOfFreedom, double critical) {
    double reach = REACH / Math.sqrt(degreesOfFreedom);
    double low = Math.max(0, 1 - reach);
    double half = (1 + reach - low) / 2;
    double logScale =
        Math.log(2)
            + degreesOfFreedom / 2 * Math.log(degreesOfFreedom / 2)
            - Gamma.logGamma(degreesOfFreedom / 2);
    return half
        * UNIT.integrate(
            x -> {
              double s = low + half * (1 + x);
              double density =
                  Math.exp(
                      logScale
                          + (degreesOfFreedom - 1) * Math.log(s)
                          - degreesOfFreedom * s * s / 2);
              double rejects =
                  NORMAL.cumulativeProbability(noncentrality - critical * s)
                      + NORMAL.cumulativeProbability(-noncentrality - critical * s);
              return density * rejects;
            });
  }
}
