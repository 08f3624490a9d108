package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.SubmissionRecord;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/*
 * The value of a trial is its time inside io_submit per request. Trials of one round are held
 * against each other, as everywhere; in a round with several conditions (operation, block size,
 * depth) their log-ratios are averaged. The bounds are fixed here, before any run: "seriously" is at
 * least twice the time on a written file, "hardly" is less than that.
 */
/** Decides C5 and C6 from the time inside io_submit. */
final class SubmissionBlocking {
  private static final String AIO = Mail2009.Configuration.QEMU_AIO.engine();
  private static final String WRITTEN = "written";
  private static final String PREALLOC = "prealloc";
  private static final String SPARSE = "sparse";
  private static final String DIRECT = "none";

  /** Ratio from which on blocking is serious. */
  private static final double SERIOUS = 2;

  /** Shares of requests that were complete when io_submit returned. */
  private static final double NEARLY_ALL = 0.9;

  private static final double HALF = 0.5;

  private static final String RULE_C5 =
      "Writing with O_DIRECT, the time inside io_submit a request is at least twice as long on sparse"
          + " files as on written ones, and less than twice as long on preallocated ones (95 %"
          + " intervals).";
  private static final String RULE_C6 =
      "Without O_DIRECT at least 90 % of the requests are complete when io_submit returns, in every"
          + " round; with it fewer than half.";

  private final RunAnalysis analysis;
  private final List<TrialRecord> trials;

  private SubmissionBlocking(RunAnalysis analysis) {
    this.analysis = analysis;
    trials =
        analysis.trials().stream()
            .filter(trial -> trial.status() == TrialStatus.OK && trial.submission() != null)
            .filter(trial -> trial.cell().engine().equals(AIO) && !trial.control())
            .filter(trial -> trial.submission().requests() > 0)
            .filter(trial -> nanosARequest(trial.submission()) > 0)
            .toList();
  }

  static ClaimResult byTarget(RunAnalysis analysis) {
    return new SubmissionBlocking(analysis).byTarget();
  }

  static ClaimResult byCacheMode(RunAnalysis analysis) {
    return new SubmissionBlocking(analysis).byCacheMode();
  }

  private ClaimResult byTarget() {
    Optional<LogRatio> prealloc = againstWritten(PREALLOC);
    Optional<LogRatio> sparse = againstWritten(SPARSE);
    if (prealloc.isEmpty() || sparse.isEmpty()) {
      return ClaimResult.notMeasured(Claim.C5, RULE_C5, lacksTarget());
    }
    Interval onPrealloc = prealloc.get().interval(0.95);
    Interval onSparse = sparse.get().interval(0.95);
    int rounds = Math.min(prealloc.get().count(), sparse.get().count());
    Decision decision;
    if (rounds < VerdictRule.MIN_ROUNDS) {
      decision = Decision.INCONCLUSIVE;
    } else if (onSparse.lower() >= SERIOUS && onPrealloc.upper() < SERIOUS) {
      decision = Decision.SUPPORTED;
    } else if (onSparse.upper() < SERIOUS || onPrealloc.lower() >= SERIOUS) {
      decision = Decision.NOT_SUPPORTED;
    } else {
      decision = Decision.INCONCLUSIVE;
    }
    return new ClaimResult(
        Claim.C5,
        decision,
        RULE_C5,
        "time inside io_submit against written files: preallocated "
            + Claims.inWords(prealloc.get())
            + ", sparse "
            + Claims.inWords(sparse.get())
            + String.format(
                Locale.ROOT,
                ", over %d rounds; a request takes %.1f us on written files",
                rounds,
                meanMicros(WRITTEN)),
        AIO,
        conditions(trial -> isDirectWrite(trial.cell())));
  }

  private Optional<String> lacksSubmissions() {
    return Lacks.engines(analysis, cell -> true, "", AIO)
        .or(
            () ->
                trials.isEmpty()
                    ? Optional.of(
                        "No io_submit was timed: it is not on targets in memory (--target names"
                            + " another).")
                    : Optional.empty());
  }

  private String lacksTarget() {
    return lacksSubmissions()
        .orElseGet(
            () ->
                Stream.of(WRITTEN, PREALLOC, SPARSE)
                    .filter(
                        state ->
                            trials.stream()
                                .map(TrialRecord::cell)
                                .noneMatch(c -> isDirectWrite(c) && c.targetState().equals(state)))
                    .findFirst()
                    .map(state -> "aio wrote to no " + state + " file with O_DIRECT.")
                    .orElse(
                        "Fewer than 2 rounds hold writes that differ in the target's state alone."));
  }

  private String lacksCacheMode() {
    return lacksSubmissions().orElseGet(() -> lacks(true).or(() -> lacks(false)).orElseThrow());
  }

  /** Says why there is no trial of a cache mode that C6 could use; empty if there is one. */
  private Optional<String> lacks(boolean direct) {
    if (!ofCacheMode(direct).isEmpty()) {
      return Optional.empty();
    }
    String how = direct ? "with O_DIRECT" : "without O_DIRECT";
    List<TrialRecord> mine =
        trials.stream()
            .filter(trial -> trial.cell().cacheMode().equals(DIRECT) == direct)
            .filter(trial -> isFilled(trial.cell()))
            .toList();
    if (mine.isEmpty()) {
      return Optional.of("aio was not measured " + how + " on a written file or a device.");
    }
    return Optional.of(
        mine.stream().noneMatch(trial -> trial.cell().depth() == 1)
            ? "aio was measured "
                + how
                + " at depth "
                + mine.stream()
                    .map(trial -> trial.cell().depth())
                    .distinct()
                    .sorted()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "))
                + " only. With more than one request in flight, others complete while one is"
                + " submitted, so it takes depth 1."
            : "The kernel's ring of completions could not be read " + how + ".");
  }

  /** Time inside io_submit on a target against that on a written one, paired by round. */
  private Optional<LogRatio> againstWritten(String state) {
    List<Double> differences = new ArrayList<>();
    for (int round : rounds()) {
      Map<Cell, Double> written = logsOfRound(round, WRITTEN);
      Map<Cell, Double> other = logsOfRound(round, state);
      OptionalDouble difference =
          written.keySet().stream()
              .filter(other::containsKey)
              .mapToDouble(condition -> other.get(condition) - written.get(condition))
              .average();
      difference.ifPresent(differences::add);
    }
    return differences.size() < 2
        ? Optional.empty()
        : Optional.of(
            LogRatio.ofDifferences(
                differences.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /** Logarithms by condition, its target's state left out. */
  private Map<Cell, Double> logsOfRound(int round, String state) {
    Map<Cell, Double> logs = new TreeMap<>(Cell.tableOrder());
    for (TrialRecord trial : trials) {
      Cell cell = trial.cell();
      if (trial.round() == round && isDirectWrite(cell) && cell.targetState().equals(state)) {
        logs.put(withState(cell.condition(), ""), Math.log(nanosARequest(trial.submission())));
      }
    }
    return logs;
  }

  private ClaimResult byCacheMode() {
    List<TrialRecord> direct = ofCacheMode(true);
    List<TrialRecord> buffered = ofCacheMode(false);
    if (direct.isEmpty() || buffered.isEmpty()) {
      return ClaimResult.notMeasured(Claim.C6, RULE_C6, lacksCacheMode());
    }
    double leastBuffered = buffered.stream().mapToDouble(SubmissionBlocking::share).min().orElse(0);
    double mostBuffered = buffered.stream().mapToDouble(SubmissionBlocking::share).max().orElse(0);
    double meanDirect = direct.stream().mapToDouble(SubmissionBlocking::share).average().orElse(0);
    long rounds = buffered.stream().mapToInt(TrialRecord::round).distinct().count();
    Decision decision;
    if (rounds < VerdictRule.MIN_ROUNDS) {
      decision = Decision.INCONCLUSIVE;
    } else if (leastBuffered >= NEARLY_ALL && meanDirect < HALF) {
      decision = Decision.SUPPORTED;
    } else if (mostBuffered < HALF) {
      decision = Decision.NOT_SUPPORTED;
    } else {
      decision = Decision.INCONCLUSIVE;
    }
    return new ClaimResult(
        Claim.C6,
        decision,
        RULE_C6,
        String.format(
            Locale.ROOT,
            "complete when io_submit returned: %.0f to %.0f %% without O_DIRECT, %.0f %% on average"
                + " with it, over %d rounds",
            100 * leastBuffered,
            100 * mostBuffered,
            100 * meanDirect,
            rounds),
        AIO,
        conditions(trial -> trial.cell().depth() == 1 && isFilled(trial.cell())));
  }

  /** Trials on written files and devices whose completions could be told. */
  private List<TrialRecord> ofCacheMode(boolean direct) {
    return trials.stream()
        .filter(trial -> trial.submission().completedMeanwhile() >= 0)
        .filter(trial -> trial.cell().cacheMode().equals(DIRECT) == direct)
        .filter(trial -> trial.cell().depth() == 1)
        .filter(trial -> isFilled(trial.cell()))
        .toList();
  }

  private static boolean isFilled(Cell cell) {
    return !cell.targetState().equals(PREALLOC) && !cell.targetState().equals(SPARSE);
  }

  private static double share(TrialRecord trial) {
    SubmissionRecord submission = trial.submission();
    return (double) submission.completedMeanwhile() / submission.requests();
  }

  private double meanMicros(String state) {
    return trials.stream()
        .filter(trial -> isDirectWrite(trial.cell()))
        .filter(trial -> trial.cell().targetState().equals(state))
        .mapToDouble(trial -> nanosARequest(trial.submission()) / 1000)
        .average()
        .orElse(Double.NaN);
  }

  private static double nanosARequest(SubmissionRecord submission) {
    return submission.nanos().meanNanos() * submission.nanos().count() / submission.requests();
  }

  private static boolean isDirectWrite(Cell cell) {
    return cell.operation().equals("write") && cell.cacheMode().equals(DIRECT);
  }

  private TreeSet<Integer> rounds() {
    TreeSet<Integer> rounds = new TreeSet<>();
    trials.forEach(trial -> rounds.add(trial.round()));
    return rounds;
  }

  private List<Cell> conditions(Predicate<TrialRecord> wanted) {
    return trials.stream()
        .filter(wanted)
        .map(trial -> trial.cell().condition())
        .distinct()
        .sorted(Cell.tableOrder())
        .toList();
  }

  private static Cell withState(Cell cell, String state) {
    return new Cell(
        cell.engine(),
        cell.workload(),
        cell.operation(),
        cell.blockSizeBytes(),
        cell.depth(),
        cell.splitBytes(),
        state,
        cell.cacheMode(),
        cell.sizeBytes(),
        cell.buffers(),
        cell.placement());
  }
}
