package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.stats.ratio.GeometricMean;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.ControlArm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The reference against itself: in each condition, and over all, adjusted for each other. */
record ControlArms(Map<Cell, ControlArm> byCondition, Optional<ControlArm> overall) {

  static ControlArms of(Plan plan, TrialRounds rounds, Metric metric) {
    String reference = plan.referenceEngine();
    List<Cell> conditions = new ArrayList<>();
    List<SortedMap<Integer, Double>> logs = new ArrayList<>();
    List<LogRatio> estimates = new ArrayList<>();
    for (Cell cell : plan.cells()) {
      if (cell.engine().equals(reference) && rounds.isControlled(reference)) {
        SortedMap<Integer, Double> mine =
            Blocks.ofControl(rounds, cell, reference, metric).logRatios();
        logs.add(mine);
        estimate(mine)
            .ifPresent(
                ratio -> {
                  conditions.add(cell.condition());
                  estimates.add(ratio);
                });
      }
    }
    // Over one condition it is the condition's own, and no test besides.
    if (logs.size() > 1) {
      estimate(GeometricMean.byRound(logs)).ifPresent(estimates::add);
    }
    List<ControlArm> arms = ControlArm.ofRun(estimates);
    Map<Cell, ControlArm> byCondition = new HashMap<>();
    for (int i = 0; i < conditions.size(); i++) {
      byCondition.put(conditions.get(i), arms.get(i));
    }
    boolean isOverall = logs.size() == 1 || arms.size() > conditions.size();
    return new ControlArms(
        byCondition,
        isOverall && !arms.isEmpty() ? Optional.of(arms.get(arms.size() - 1)) : Optional.empty());
  }

  /** The result in one condition; empty under 2 rounds with both. */
  Optional<ControlArm> of(Cell condition) {
    return Optional.ofNullable(byCondition.get(condition));
  }

  /** Estimates from log-ratios by round; empty under 2. */
  static Optional<LogRatio> estimate(SortedMap<Integer, Double> logRatios) {
    return logRatios.size() < 2
        ? Optional.empty()
        : Optional.of(
            LogRatio.ofDifferences(
                logRatios.values().stream().mapToDouble(Double::doubleValue).toArray()));
  }
}
