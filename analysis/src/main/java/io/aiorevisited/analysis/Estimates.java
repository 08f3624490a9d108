package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.stats.MeanEstimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Throughput of every arm of a run. The trial is the only independent unit: a trial gives one
 * figure, and the interval is over trials, however many passes each had. A trial that was lost has
 * no part in the figure; an arm has none only where every trial was lost.
 */
public final class Estimates {

  private static final List<TrialStatus> WORST_FIRST =
      List.of(TrialStatus.FAILED, TrialStatus.INVALID, TrialStatus.UNSUPPORTED);

  private final Map<Arm, CellResult> results;

  private Estimates(Map<Arm, CellResult> results) {
    this.results = results;
  }

  /** Estimates every arm that is planned or has trials. */
  static Estimates of(Plan plan, List<TrialRecord> trials) {
    Map<Arm, List<TrialRecord>> byArm = new LinkedHashMap<>();
    for (Cell cell : plan.cells()) {
      byArm.put(new Arm(cell, false), new ArrayList<>());
    }
    for (TrialRecord trial : trials) {
      if (trial.status() != TrialStatus.REPEATED) {
        byArm.computeIfAbsent(Arm.of(trial), arm -> new ArrayList<>()).add(trial);
      }
    }
    Map<Arm, CellResult> results = new LinkedHashMap<>();
    byArm.forEach((arm, list) -> results.put(arm, resultOf(arm, list, plan.confidence())));
    return new Estimates(results);
  }

  private static CellResult resultOf(Arm arm, List<TrialRecord> trials, double confidence) {
    if (trials.isEmpty()) {
      return new CellResult.NotRun(arm);
    }
    List<TrialRecord> ok = withStatus(trials, TrialStatus.OK);
    List<TrialRecord> lost =
        trials.stream().filter(trial -> trial.status() != TrialStatus.OK).toList();
    if (ok.isEmpty()) {
      TrialStatus worst =
          WORST_FIRST.stream()
              .filter(status -> !withStatus(trials, status).isEmpty())
              .findFirst()
              .orElseThrow();
      return unusable(arm, withStatus(trials, worst), trials.size());
    }
    double[] values =
        ok.stream().mapToDouble(trial -> Metric.THROUGHPUT.of(trial).orElseThrow()).toArray();
    return new CellResult.Measured(arm, MeanEstimate.of(values, confidence), ok, lost);
  }

  private static List<TrialRecord> withStatus(List<TrialRecord> trials, TrialStatus status) {
    return trials.stream().filter(trial -> trial.status() == status).toList();
  }

  private static CellResult unusable(Arm arm, List<TrialRecord> bad, int trials) {
    String share = bad.size() == trials ? "" : bad.size() + " of " + trials + " trials: ";
    return new CellResult.Unusable(arm, bad.get(0).status(), share + bad.get(0).reason());
  }

  /** The result of an arm; {@link CellResult.NotRun} where the run has nothing of it. */
  public CellResult of(Cell cell, boolean control) {
    Arm arm = new Arm(cell, control);
    return results.getOrDefault(arm, new CellResult.NotRun(arm));
  }

  /** Every result, as planned first, then as met in the journal. */
  public List<CellResult> all() {
    return List.copyOf(results.values());
  }
}
