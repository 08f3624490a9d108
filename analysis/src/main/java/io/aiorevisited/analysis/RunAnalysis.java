package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.RecordProblem;
import io.aiorevisited.analysis.record.RunFolder;
import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.TrialRecord;
import java.util.List;

/** Everything that is concluded from one run folder; the same folder gives the same analysis. */
public final class RunAnalysis {

  private final RunManifest manifest;
  private final List<TrialRecord> trials;
  private final List<RecordProblem> problems;
  private final Estimates estimates;

  private RunAnalysis(RunFolder folder) {
    manifest = folder.manifest();
    trials = folder.trials();
    problems = folder.problems();
    estimates = Estimates.of(manifest.plan(), trials);
  }

  /** Analyses a run, whole or cut off. */
  public static RunAnalysis of(RunFolder folder) {
    return new RunAnalysis(folder);
  }

  public RunManifest manifest() {
    return manifest;
  }

  /** Sound trials in order of running. */
  public List<TrialRecord> trials() {
    return trials;
  }

  /** What the folder holds that could not be used. */
  public List<RecordProblem> problems() {
    return problems;
  }

  public Estimates estimates() {
    return estimates;
  }

  /** Engines met in this run, in the order of tables. */
  public List<String> engines() {
    return estimates.all().stream()
        .map(result -> result.arm().cell().engine())
        .distinct()
        .sorted(EngineOrder.COMPARATOR)
        .toList();
  }

  /** Conditions met in this run (cells without their engine), in the order of tables. */
  public List<Cell> conditions() {
    return estimates.all().stream()
        .map(result -> result.arm().cell().condition())
        .distinct()
        .sorted(Cell.tableOrder())
        .toList();
  }
}
