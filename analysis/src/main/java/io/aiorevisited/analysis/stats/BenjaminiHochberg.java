package io.aiorevisited.analysis.stats;

/**
 * Adjusts p-values so that of the tests called positive at most a given share is wrong on average
 * (Y. Benjamini and Y. Hochberg, J. R. Statist. Soc. B 57, 1995). For maps that explore, never for
 * a verdict.
 */
public final class BenjaminiHochberg {

  private BenjaminiHochberg() {}

  /**
   * Returns adjusted p-values in the order of the input: the running minimum of k / i · p(i) over
   * descending p.
   *
   * @param p p-values from 0 to 1; may be empty
   * @throws IllegalArgumentException if one is outside 0 to 1
   */
  public static double[] adjust(double[] p) {
    Require.pValues(p);
    Integer[] order = Holm.ascending(p);
    double[] adjusted = new double[p.length];
    double running = 1;
    for (int rank = p.length; rank >= 1; rank--) {
      int position = order[rank - 1];
      running = Math.min(running, p[position] * p.length / rank);
      adjusted[position] = running;
    }
    return adjusted;
  }
}
