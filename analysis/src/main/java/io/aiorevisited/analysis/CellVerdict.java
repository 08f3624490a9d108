package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan.PlannedComparison;
import io.aiorevisited.analysis.stats.verdict.Comparison;

/**
 * One comparison of the declared family with its verdict.
 *
 * @param planned what was declared
 * @param metric what it is judged by
 * @param comparison verdict and figures
 */
public record CellVerdict(PlannedComparison planned, Metric metric, Comparison comparison) {

  public Cell condition() {
    return planned.condition();
  }

  public String engine() {
    return planned.engine();
  }

  public String reference() {
    return planned.reference();
  }
}
