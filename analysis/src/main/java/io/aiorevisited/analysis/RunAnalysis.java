package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.folder.RecordProblem;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.ControlArm;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that is concluded from one run folder; the same folder gives the same analysis. */
public final class RunAnalysis {

  private final Path folder;
  private final RunManifest manifest;
  private final List<TrialRecord> trials;
  private final List<RecordProblem> problems;
  private final Estimates estimates;
  private final FamilyVerdicts verdicts;
  private final Map<Metric, List<CellVerdict>> judged = new EnumMap<>(Metric.class);

  private RunAnalysis(RunFolder folder) {
    this.folder = folder.path();
    manifest = folder.manifest();
    trials = folder.trials();
    problems = folder.problems();
    estimates = Estimates.of(manifest.plan(), trials);
    verdicts = new FamilyVerdicts(manifest.plan(), trials);
    judged.put(Metric.THROUGHPUT, verdicts.of(Metric.THROUGHPUT));
    judged.put(Metric.CPU, verdicts.of(Metric.CPU));
  }

  /** Analyses a run, whole or cut off. */
  public static RunAnalysis of(RunFolder folder) {
    return new RunAnalysis(folder);
  }

  /** The folder analysed, for what lies in it beside the journal. */
  public Path folder() {
    return folder;
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

  /** The declared family, judged by throughput; empty if only one engine was measured. */
  public List<CellVerdict> verdicts() {
    return judged.get(Metric.THROUGHPUT);
  }

  /** The same comparisons judged by CPU time; empty if no ledger was kept. */
  public List<CellVerdict> cpuVerdicts() {
    return judged.get(Metric.CPU);
  }

  /** The reference against itself in one condition; empty where that was not measured. */
  public Optional<ControlArm> control(Cell condition) {
    return verdicts.control(condition, manifest.plan().referenceEngine(), Metric.THROUGHPUT);
  }

  /**
   * Estimates the geometric mean of an engine's ratios to the reference over conditions, with its
   * interval over the rounds that have all of them; empty under 2 such rounds.
   */
  public Optional<LogRatio> overall(List<Cell> conditions, String engine, Metric metric) {
    return verdicts.overall(conditions, engine, false, manifest.plan().referenceEngine(), metric);
  }

  /** Two engines in one condition, outside the family; empty under 2 rounds with both. */
  public Optional<LogRatio> ratio(Cell condition, String engine, String other) {
    return verdicts.ratio(condition, engine, other, Metric.THROUGHPUT);
  }

  /**
   * Two engines' cost of a whole round, weighted by the bytes of each condition; empty under 2
   * rounds that have all of it.
   */
  public Optional<LogRatio> costOfRound(String engine, String other, Metric cost) {
    return verdicts.ratioOfSums(conditions(), engine, other, cost);
  }

  /** The same of the control arm: the reference against itself over conditions. */
  public Optional<LogRatio> overallControl(List<Cell> conditions) {
    String reference = manifest.plan().referenceEngine();
    return verdicts.overall(conditions, reference, true, reference, Metric.THROUGHPUT);
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

  /** Engines that the family judges against the reference, in the order of tables. */
  public List<String> candidates() {
    return verdicts().stream()
        .map(CellVerdict::engine)
        .distinct()
        .sorted(EngineOrder.COMPARATOR)
        .toList();
  }

  /** How each judged engine stands against the reference, in the order of tables. */
  public List<Standing> standings() {
    return candidates().stream().map(engine -> Standing.of(this, engine)).toList();
  }

  /** Rounds that have at least one sound trial. */
  public int roundsSeen() {
    return (int) trials.stream().mapToInt(TrialRecord::round).distinct().count();
  }

  /** Time of single requests, in the order of tables; empty where none were timed. */
  public List<LatencyOfArm> latencies() {
    return measured().stream()
        .flatMap(m -> LatencyOfArm.of(m, manifest.plan().confidence()).stream())
        .toList();
  }

  /** Where the spread of each measured arm comes from, in the order of tables. */
  public List<VarianceOfArm> variances() {
    return measured().stream().map(VarianceOfArm::of).toList();
  }

  private List<CellResult.Measured> measured() {
    return estimates.all().stream()
        .filter(CellResult.Measured.class::isInstance)
        .map(CellResult.Measured.class::cast)
        .sorted(
            Comparator.comparing((CellResult.Measured m) -> m.arm().cell(), Cell.tableOrder())
                .thenComparing(m -> m.arm().control())
                .thenComparing(m -> m.arm().cell().engine(), EngineOrder.COMPARATOR))
        .toList();
  }
}
