package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The trials of a run by arm and round. Attempts of a block that was measured again are left out
 * from the start.
 */
final class TrialRounds {

  private record Figures(Arm arm, Metric metric) {}

  private final Map<Arm, SortedMap<Integer, TrialRecord>> byArm = new HashMap<>();

  /** Worked out when first asked for: an arm has a part in many comparisons. */
  private final Map<Figures, SortedMap<Integer, Double>> figures = new ConcurrentHashMap<>();

  private final Set<String> controlled = new HashSet<>();

  TrialRounds(List<TrialRecord> trials) {
    for (TrialRecord trial : trials) {
      if (trial.status() != TrialStatus.REPEATED) {
        byArm.computeIfAbsent(Arm.of(trial), arm -> new TreeMap<>()).put(trial.round(), trial);
        if (trial.control()) {
          controlled.add(trial.cell().engine());
        }
      }
    }
  }

  /** Tells whether an engine was measured a second time, as the control arm. */
  boolean isControlled(String engine) {
    return controlled.contains(engine);
  }

  /** Trials of an arm by round, whatever became of them. */
  SortedMap<Integer, TrialRecord> trials(Arm arm) {
    return byArm.getOrDefault(arm, Collections.emptySortedMap());
  }

  /**
   * Figures of an arm by round, to look at only; trials that are not OK, or lack the metric, have
   * none.
   */
  SortedMap<Integer, Double> figures(Arm arm, Metric metric) {
    return figures.computeIfAbsent(new Figures(arm, metric), this::workOut);
  }

  private SortedMap<Integer, Double> workOut(Figures wanted) {
    SortedMap<Integer, Double> found = new TreeMap<>();
    trials(wanted.arm())
        .forEach(
            (round, trial) ->
                figure(trial, wanted.metric()).ifPresent(figure -> found.put(round, figure)));
    return Collections.unmodifiableSortedMap(found);
  }

  /** The figure that a trial has a part in the result with; empty if it has none. */
  private static OptionalDouble figure(TrialRecord trial, Metric metric) {
    return trial.status() == TrialStatus.OK ? metric.of(trial) : OptionalDouble.empty();
  }

  /**
   * Figures of a cell by round. Of an engine with a control arm each is the log-mean of both of the
   * round, which takes both.
   */
  SortedMap<Integer, Double> pooled(Cell cell, Metric metric) {
    SortedMap<Integer, Double> first = figures(new Arm(cell, false), metric);
    if (!isControlled(cell.engine())) {
      return first;
    }
    SortedMap<Integer, Double> again = figures(new Arm(cell, true), metric);
    SortedMap<Integer, Double> both = new TreeMap<>();
    first.forEach(
        (round, figure) -> {
          if (again.containsKey(round)) {
            both.put(round, Math.exp((Math.log(figure) + Math.log(again.get(round))) / 2));
          }
        });
    return both;
  }
}
