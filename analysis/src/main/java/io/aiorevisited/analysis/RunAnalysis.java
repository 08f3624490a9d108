package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.PrimaryQuestion;
import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.RecordProblem;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.ControlArm;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Everything that is concluded from one run folder; the same folder gives the same analysis. */
public final class RunAnalysis {

  private static final int FIRST_SCHEMA_OF_THESE_RULES = 2;

  private final Path folder;
  private final RunManifest manifest;
  private final List<TrialRecord> trials;
  private final List<RecordProblem> problems;
  private final Estimates estimates;
  private final InFlight inFlight;
  private final FamilyVerdicts throughput;
  private final FamilyVerdicts cpu;
  private final FamilyVerdicts agreements;
  private final Guests guests;
  private final FamilyVerdicts ofGuests;
  private final FamilyVerdicts ofGuestsCpu;

  private RunAnalysis(RunFolder folder) {
    this.folder = folder.path();
    manifest = folder.manifest();
    trials = folder.trials();
    problems = folder.problems();
    Plan plan = manifest.plan();
    estimates = Estimates.of(plan, trials);
    inFlight = InFlight.of(trials);
    List<PrimaryQuestion> questions = questions();
    throughput = new FamilyVerdicts(plan, questions, trials, Metric.THROUGHPUT);
    cpu = new FamilyVerdicts(plan, questions, trials, Metric.CPU);
    agreements =
        new FamilyVerdicts(
            plan.with(plan.cells(), plan.agreements()), List.of(), trials, Metric.THROUGHPUT);
    guests = Guests.of(trials);
    Plan amongGuests = plan.with(plan.cells(), plan.guests());
    ofGuests = new FamilyVerdicts(amongGuests, List.of(), trials, Metric.THROUGHPUT);
    ofGuestsCpu = new FamilyVerdicts(amongGuests, List.of(), trials, Metric.CPU);
  }

  /** Those declared; for a run of schema 1, which had none, those that its family answers. */
  private List<PrimaryQuestion> questions() {
    Plan plan = manifest.plan();
    if (!judgedByNewRules()) {
      return plan.primary();
    }
    return plan.family().stream()
        .flatMap(
            c ->
                Stream.of(PrimaryQuestion.THROUGHPUT, PrimaryQuestion.CPU)
                    .map(metric -> new PrimaryQuestion(c.engine(), c.reference(), metric)))
        .distinct()
        .toList();
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

  /** Where engines had fewer requests in flight than their cells ask for. */
  public InFlight inFlight() {
    return inFlight;
  }

  /**
   * Tells whether the run was declared under older rules than those that judge it now: the margin
   * could be raised, the control arm was not pooled with the reference, a lost trial made its cell
   * INVALID, and there were no primary questions.
   */
  public boolean judgedByNewRules() {
    return manifest.schemaVersion() < FIRST_SCHEMA_OF_THESE_RULES;
  }

  /**
   * The answers to the primary questions, throughput first, then CPU time, each in the order
   * declared. A question about CPU time is left out where no ledger was kept.
   */
  public List<PrimaryVerdict> primary() {
    return Stream.concat(throughput.primary().stream(), cpu.primary().stream()).toList();
  }

  /** The declared family, judged by throughput; empty if only one engine was measured. */
  public List<CellVerdict> verdicts() {
    return throughput.cells();
  }

  /** The same comparisons judged by CPU time; empty if no ledger was kept. */
  public List<CellVerdict> cpuVerdicts() {
    return cpu.cells();
  }

  /**
   * Programs of others against the engine that does the same, by throughput: a family of its own,
   * adjusted for its own size; empty where no program was measured.
   */
  public List<CellVerdict> agreements() {
    return agreements.cells();
  }

  /** What may be said of the run's virtual machines. */
  public Guests guests() {
    return guests;
  }

  /**
   * Virtual machines against the one on QEMU's pool of threads: a family of its own by throughput,
   * and one by CPU time, each adjusted for its own size.
   */
  public List<CellVerdict> guestVerdicts(Metric metric) {
    return (metric == Metric.CPU ? ofGuestsCpu : ofGuests).cells();
  }

  /** The reference against itself in one condition; empty where that was not measured. */
  public Optional<ControlArm> control(Cell condition) {
    return throughput.control(condition);
  }

  /** The same over all conditions; empty where one of them has no figure of it. */
  public Optional<ControlArm> overallControl() {
    return throughput.overallControl();
  }

  /**
   * Estimates the geometric mean of an engine's ratios to the reference over conditions; empty if
   * there is none, or one of them has no complete block.
   *
   * @param metric throughput or CPU time
   */
  public Optional<LogRatio> overall(List<Cell> conditions, String engine, Metric metric) {
    return (metric == Metric.CPU ? cpu : throughput).overall(conditions, engine);
  }

  /**
   * Two engines in one condition, outside the family; empty under 2 complete blocks, and where
   * {@link Guests#mayCompare} says no.
   */
  public Optional<LogRatio> ratio(Cell condition, String engine, String other) {
    return guests.mayCompare(engine, other)
        ? throughput.ratio(condition, engine, other)
        : Optional.empty();
  }

  /**
   * ln(engine / other) of the complete blocks of one condition by round, outside the family; none
   * where {@link Guests#mayCompare} says no.
   */
  public SortedMap<Integer, Double> logRatios(
      Cell condition, String engine, String other, Metric metric) {
    return guests.mayCompare(engine, other)
        ? (metric == Metric.CPU ? cpu : throughput).logRatios(condition, engine, other)
        : Collections.emptySortedMap();
  }

  /** The same by CPU time. */
  public Optional<LogRatio> cpuRatio(Cell condition, String engine, String other) {
    return guests.mayCompare(engine, other)
        ? cpu.ratio(condition, engine, other)
        : Optional.empty();
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

  /** Rounds that have at least one trial that was not measured again. */
  public int roundsSeen() {
    return (int)
        trials.stream()
            .filter(trial -> trial.status() != TrialStatus.REPEATED)
            .mapToInt(TrialRecord::round)
            .distinct()
            .count();
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
