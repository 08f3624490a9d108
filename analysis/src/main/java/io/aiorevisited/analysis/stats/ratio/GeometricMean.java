package io.aiorevisited.analysis.stats.ratio;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/*
 * The estimate of a question over several cells is the mean of the cells' mean log-ratios, each cell
 * with the same weight, whatever it lost. Its standard error must hold where the cells of one round
 * share a disturbance, so it is that of the rounds, as in a cluster-robust estimate (K.-Y. Liang and
 * S. L. Zeger, Biometrika 73, 1986): a round's value is the estimate plus the mean over all cells of
 * the cells' residuals in that round, a lost block having none. With k = sqrt(m (m - 1) / (n (n -
 * 1))), n blocks of a cell in m rounds, the variance of the mean of these values is right where cells
 * are independent, too. Without losses k is 1, and a value is the plain mean over the cells.
 */
/** Sums up the log-ratios of several cells in one value a round. */
public final class GeometricMean {

  private GeometricMean() {}

  /**
   * Returns one log-ratio a round, in the order of the rounds. Their mean is the mean of the cells'
   * means, and their standard error its own, so that they can be treated as one cell's log-ratios.
   *
   * @param cells for each cell ln(candidate / reference) by round; a round that a cell lacks costs
   *     the cell that block, not the others theirs
   * @return empty if a cell has no round at all: the mean over all cells is then unknown
   */
  public static SortedMap<Integer, Double> byRound(List<? extends Map<Integer, Double>> cells) {
    SortedMap<Integer, Double> values = new TreeMap<>();
    if (cells.stream().anyMatch(Map::isEmpty)) {
      return values;
    }
    cells.forEach(cell -> cell.keySet().forEach(round -> values.put(round, 0.0)));
    int rounds = values.size();
    double estimate = 0;
    for (Map<Integer, Double> cell : cells) {
      double mean = cell.values().stream().mapToDouble(v -> v).average().orElseThrow();
      estimate += mean / cells.size();
      double weight = weight(rounds, cell.size()) / cells.size();
      cell.forEach((round, value) -> values.merge(round, weight * (value - mean), Double::sum));
    }
    double shift = estimate;
    values.replaceAll((round, residual) -> shift + residual);
    return values;
  }

  private static double weight(double rounds, double blocks) {
    // One block has no residual, so its weight is of no account.
    return blocks < 2 ? 0 : Math.sqrt(rounds * (rounds - 1) / (blocks * (blocks - 1)));
  }
}
