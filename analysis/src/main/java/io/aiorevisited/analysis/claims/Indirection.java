package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.cpu.CellCpu;
import io.aiorevisited.analysis.cpu.CpuEstimates;
import io.aiorevisited.analysis.cpu.TrialCpu;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.FiellerRatio;
import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/*
 * The value of a trial is a count per request; a round's is its mean over the conditions that were
 * measured with O_DIRECT, where requests complete through the eventfd. A count may be 0 and then has
 * no logarithm, so the rounds are compared as a ratio of sums with Fieller's interval. What an
 * indirection costs is a switch to another thread and back, so the switches decide; wake-ups and
 * calls must not make up for it.
 */
/** Decides C7 from wake-ups, context switches and system calls per request. */
final class Indirection {
  private static final String AIO = Mail2009.Configuration.QEMU_AIO.engine();
  private static final String THREADS = Mail2009.Configuration.QEMU.engine();
  private static final String RULE =
      "AIO needs fewer context switches a request than the pool, with the 95 % interval, and neither"
          + " more wake-ups nor more system calls by more than the margin.";

  private final RunAnalysis analysis;
  private final CpuEstimates estimates;
  private final double margin;
  private final List<Cell> conditions;

  /** Counts of both engines by round, per request. */
  private record Counts(double[] pool, double[] aio) {

    /** The pool's sum, the base of the ratio. */
    double base() {
      return Arrays.stream(pool).sum();
    }

    FiellerRatio ratio() {
      return FiellerRatio.paired(pool, aio, 0.95);
    }

    /** Tells whether aio is shown to have no more than so many times the pool's. */
    boolean isAtMost(double factor) {
      return base() == 0
          ? Arrays.stream(aio).sum() == 0
          : ratio().interval().map(i -> i.upper() <= factor).orElse(false);
    }

    String inWords() {
      return base() == 0
          ? String.format(
              Locale.ROOT,
              "%.2f against none of the pool's",
              Arrays.stream(aio).average().orElseThrow())
          : Claims.inWords(ratio().ratio(), ratio().interval());
    }
  }

  private Indirection(RunAnalysis analysis) {
    this.analysis = analysis;
    estimates = CpuEstimates.of(analysis);
    margin = analysis.manifest().plan().marginRatio();
    conditions =
        analysis.conditions().stream()
            .filter(Indirection::isDirect)
            .filter(c -> cell(c, AIO).isPresent() && cell(c, THREADS).isPresent())
            .toList();
  }

  static ClaimResult decide(RunAnalysis analysis) {
    return new Indirection(analysis).decide();
  }

  private Optional<CellCpu> cell(Cell condition, String engine) {
    return estimates.of(condition.withEngine(engine), false);
  }

  private ClaimResult decide() {
    Counts switches = counts(TrialCpu::engineSwitchesPerRequest);
    int rounds = switches.pool().length;
    if (rounds < 2) {
      return ClaimResult.notMeasured(Claim.C7, RULE, lacks());
    }
    if (switches.base() == 0) {
      return ClaimResult.notMeasured(
          Claim.C7, RULE, "The pool had no context switch at all, so there is nothing to save.");
    }
    Counts wakeUps = counts(TrialCpu::wakeUpsPerRequest);
    Counts calls = counts(TrialCpu::syscallsPerRequest);
    Optional<Interval> ofSwitches = switches.ratio().interval();
    boolean noMore = wakeUps.isAtMost(1 + margin) && calls.isAtMost(1 + margin);
    Decision decision;
    if (rounds < VerdictRule.MIN_ROUNDS || ofSwitches.isEmpty()) {
      decision = Decision.INCONCLUSIVE;
    } else if (ofSwitches.get().upper() < 1 && noMore) {
      decision = Decision.SUPPORTED;
    } else if (ofSwitches.get().lower() > 1 / (1 + margin)) {
      decision = Decision.NOT_SUPPORTED;
    } else {
      decision = Decision.INCONCLUSIVE;
    }
    return new ClaimResult(
        Claim.C7,
        decision,
        RULE,
        "per request, against the pool: context switches "
            + switches.inWords()
            + ", wake-ups "
            + wakeUps.inWords()
            + ", system calls "
            + calls.inWords()
            + ", over "
            + rounds
            + " rounds",
        AIO,
        conditions);
  }

  private String lacks() {
    Optional<String> engines =
        Lacks.engines(analysis, Indirection::isDirect, " with O_DIRECT", AIO, THREADS);
    if (engines.isPresent()) {
      return engines.get();
    }
    for (String engine : List.of(AIO, THREADS)) {
      if (analysis.conditions().stream()
          .noneMatch(c -> isDirect(c) && cell(c, engine).isPresent())) {
        return "No ledger of context switches was kept of " + engine + ".";
      }
    }
    return "Fewer than 2 rounds hold a ledger of both engines in one condition.";
  }

  private static boolean isDirect(Cell cell) {
    return cell.cacheMode().equals("none");
  }

  /** Takes the mean over the conditions, in the rounds that have all of them of both engines. */
  private Counts counts(ToDoubleFunction<TrialCpu> count) {
    SortedMap<Integer, Double> pool = byRound(THREADS, count);
    SortedMap<Integer, Double> aio = byRound(AIO, count);
    pool.keySet().retainAll(aio.keySet());
    aio.keySet().retainAll(pool.keySet());
    return new Counts(
        pool.values().stream().mapToDouble(Double::doubleValue).toArray(),
        aio.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  private SortedMap<Integer, Double> byRound(String engine, ToDoubleFunction<TrialCpu> count) {
    SortedMap<Integer, Double> sums = new TreeMap<>();
    Map<Integer, Integer> cells = new HashMap<>();
    for (Cell condition : conditions) {
      for (TrialCpu trial : cell(condition, engine).orElseThrow().trials()) {
        double share = count.applyAsDouble(trial) / conditions.size();
        sums.merge(trial.round(), share, Double::sum);
        cells.merge(trial.round(), 1, Integer::sum);
      }
    }
    sums.keySet().removeIf(round -> cells.get(round) < conditions.size());
    return sums;
  }
}
