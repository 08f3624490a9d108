package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The trials of a run by arm and round, to pair those of the same round. */
final class TrialRounds {

  private final Map<Arm, SortedMap<Integer, TrialRecord>> byArm = new HashMap<>();

  TrialRounds(List<TrialRecord> trials) {
    for (TrialRecord trial : trials) {
      byArm.computeIfAbsent(Arm.of(trial), arm -> new TreeMap<>()).put(trial.round(), trial);
    }
  }

  /** Figures of two arms in the rounds that have both, in the order of the rounds. */
  record Pair(double[] reference, double[] candidate) {}

  /** Figures of an arm by round; trials that are not OK, or lack the metric, have none. */
  SortedMap<Integer, Double> figures(Arm arm, Metric metric) {
    SortedMap<Integer, Double> figures = new TreeMap<>();
    trials(arm)
        .forEach(
            (round, trial) -> {
              if (trial.status() == TrialStatus.OK) {
                OptionalDouble figure = metric.of(trial);
                if (figure.isPresent()) {
                  figures.put(round, figure.getAsDouble());
                }
              }
            });
    return figures;
  }

  Pair pair(Arm reference, Arm candidate, Metric metric) {
    SortedMap<Integer, Double> first = figures(reference, metric);
    SortedMap<Integer, Double> second = figures(candidate, metric);
    SortedSet<Integer> rounds = new TreeSet<>(first.keySet());
    rounds.retainAll(second.keySet());
    return new Pair(
        rounds.stream().mapToDouble(first::get).toArray(),
        rounds.stream().mapToDouble(second::get).toArray());
  }

  /** Trials of an arm that are not OK, in the order of the rounds. */
  List<TrialRecord> lost(Cell cell, boolean control) {
    return trials(new Arm(cell, control)).values().stream()
        .filter(trial -> trial.status() != TrialStatus.OK)
        .toList();
  }

  private SortedMap<Integer, TrialRecord> trials(Arm arm) {
    return byArm.getOrDefault(arm, new TreeMap<>());
  }
}
