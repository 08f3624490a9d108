package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.Arm;
import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.Floors;
import io.aiorevisited.analysis.Metric;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.ThroughputUnit;
import io.aiorevisited.analysis.charts.RunSequence;
import io.aiorevisited.analysis.charts.TrialDots;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.stats.series.ChangePoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Draws single trials: by condition, and in the order in which they ran. */
public final class TrialCharts {

  /** More charts than this nobody compares by eye. */
  private static final int MOST_CONDITIONS = 24;

  private TrialCharts() {}

  public static List<Panel> dots(RunAnalysis analysis) {
    List<Cell> conditions = analysis.conditions();
    if (conditions.size() > MOST_CONDITIONS) {
      return List.of();
    }
    List<Panel> panels = new ArrayList<>();
    for (Cell condition : conditions) {
      ThroughputUnit unit = ThroughputUnit.of(condition.workload());
      List<TrialDots.Series> series = new ArrayList<>();
      for (String engine : analysis.engines()) {
        if (!Floors.has(engine) && analysis.guests().mayShowWithNative(engine)) {
          series(analysis, condition.withEngine(engine), false, unit).ifPresent(series::add);
        }
      }
      for (String engine : analysis.engines()) {
        series(analysis, condition.withEngine(engine), true, unit).ifPresent(series::add);
      }
      if (!series.isEmpty()) {
        String title =
            CellNames.of(analysis.manifest().plan()).label(condition) + ", " + unit.label();
        panels.add(
            new Panel(
                title,
                TrialDots.draw(
                    "dots-" + (panels.size() + 1),
                    title,
                    unit.label(),
                    series,
                    analysis.engines())));
      }
    }
    return panels;
  }

  private static Optional<TrialDots.Series> series(
      RunAnalysis analysis, Cell cell, boolean control, ThroughputUnit unit) {
    if (analysis.estimates().of(cell, control) instanceof CellResult.Measured measured) {
      double[] values =
          measured.trials().stream()
              .mapToDouble(t -> unit.from(Metric.THROUGHPUT.of(t).orElseThrow(), cell))
              .toArray();
      OptionalInt inFlight = analysis.inFlight().belowItsName(cell);
      String name =
          (control ? "control" : analysis.guests().named(cell.engine()))
              + (inFlight.isPresent() ? ", " + inFlight.getAsInt() + " in flight" : "");
      return Optional.of(new TrialDots.Series(cell.engine(), control, name, values));
    }
    return Optional.empty();
  }

  /** An engine's trials: their numbers and how far each lies from the mean of its cell. */
  private record Sequence(List<Double> trials, List<Double> percent) {}

  private record SequenceKey(String engine, boolean control) {}

  public static List<Panel> sequence(RunAnalysis analysis) {
    Map<Arm, Double> means = new HashMap<>();
    for (CellResult result : analysis.estimates().all()) {
      if (result instanceof CellResult.Measured measured) {
        means.put(measured.arm(), measured.bytesPerSecond().mean());
      }
    }
    Map<SequenceKey, Sequence> sequences = new LinkedHashMap<>();
    for (boolean control : new boolean[] {false, true}) {
      for (String engine : analysis.engines()) {
        sequences.put(
            new SequenceKey(engine, control), new Sequence(new ArrayList<>(), new ArrayList<>()));
      }
    }
    int last = 1;
    double range = 0;
    for (TrialRecord trial : analysis.trials()) {
      last = Math.max(last, trial.trial());
      Double mean = means.get(new Arm(trial.cell(), trial.control()));
      if (mean != null && trial.status() == TrialStatus.OK) {
        Sequence sequence = sequences.get(new SequenceKey(trial.cell().engine(), trial.control()));
        double percent = 100 * (Metric.THROUGHPUT.of(trial).orElseThrow() / mean - 1);
        sequence.trials().add((double) trial.trial());
        sequence.percent().add(percent);
        range = Math.max(range, Math.abs(percent));
      }
    }
    List<Panel> panels = new ArrayList<>();
    for (Map.Entry<SequenceKey, Sequence> entry : sequences.entrySet()) {
      if (!entry.getValue().trials().isEmpty() && !Floors.has(entry.getKey().engine())) {
        panels.add(panel(entry.getKey(), entry.getValue(), last, range, analysis.engines()));
      }
    }
    return panels;
  }

  private static Panel panel(
      SequenceKey key, Sequence sequence, int last, double range, List<String> engines) {
    double[] trials = sequence.trials().stream().mapToDouble(v -> v).toArray();
    double[] percent = sequence.percent().stream().mapToDouble(v -> v).toArray();
    String title = key.control() ? "control (" + key.engine() + " again)" : key.engine();
    // A spread of a hundredth of a per cent is as good as none.
    List<Integer> changes =
        ChangePoints.inMeanAndVariance(percent, 1e-4).changes().stream()
            .map(index -> (int) trials[index])
            .toList();
    return new Panel(
        title
            + (changes.isEmpty()
                ? ": no change found"
                : ": changes at trial "
                    + String.join(", ", changes.stream().map(String::valueOf).toList())),
        RunSequence.draw(
            "sequence-" + (key.control() ? "control-" : "") + key.engine().replaceAll("[@.]", "-"),
            "Trials of " + title + " in order of running",
            key.engine(),
            key.control(),
            trials,
            percent,
            last,
            range,
            changes,
            engines));
  }
}
