package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.cpu.CellCpu;
import io.aiorevisited.analysis.cpu.CpuEstimates;
import io.aiorevisited.analysis.cpu.TrialCpu;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/*
 * The value of a trial is a count per request. Trials of one round are held against each other, as
 * everywhere; in a round with several conditions their log-ratios are averaged. What an indirection
 * costs is a switch to another thread and back, so the switches decide; wake-ups and calls must not
 * make up for it.
 */
/** Decides C7 from wake-ups, context switches and system calls per request. */
final class Indirection {
  private static final String AIO = Mail2009.Configuration.QEMU_AIO.engine();
  private static final String THREADS = Mail2009.Configuration.QEMU.engine();
  private static final String RULE =
      "AIO needs fewer context switches a request than the pool, with the 95 % interval, and neither"
          + " more wake-ups nor more system calls by more than the margin.";

  private final CpuEstimates estimates;
  private final double margin;
  private final List<Cell> conditions;

  private Indirection(RunAnalysis analysis) {
    estimates = CpuEstimates.of(analysis);
    margin = analysis.manifest().plan().marginRatio();
    conditions =
        analysis.conditions().stream()
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
    Optional<LogRatio> switches = ratio(TrialCpu::engineSwitchesPerRequest);
    Optional<LogRatio> wakeUps = ratio(TrialCpu::wakeUpsPerRequest);
    Optional<LogRatio> calls = ratio(TrialCpu::syscallsPerRequest);
    if (switches.isEmpty() || wakeUps.isEmpty() || calls.isEmpty()) {
      return ClaimResult.notMeasured(
          Claim.C7, RULE, "It takes ledgers of aio and threads over 2 rounds or more.");
    }
    Interval ofSwitches = switches.get().interval(0.95);
    boolean noMore = notMore(wakeUps.get()) && notMore(calls.get());
    Decision decision;
    if (switches.get().count() < VerdictRule.MIN_ROUNDS) {
      decision = Decision.INCONCLUSIVE;
    } else if (ofSwitches.upper() < 1 && noMore) {
      decision = Decision.SUPPORTED;
    } else if (ofSwitches.lower() > 1 / (1 + margin)) {
      decision = Decision.NOT_SUPPORTED;
    } else {
      decision = Decision.INCONCLUSIVE;
    }
    return new ClaimResult(
        Claim.C7,
        decision,
        RULE,
        "per request, against the pool: context switches "
            + Claims.inWords(switches.get())
            + ", wake-ups "
            + Claims.inWords(wakeUps.get())
            + ", system calls "
            + Claims.inWords(calls.get())
            + ", over "
            + switches.get().count()
            + " rounds",
        AIO,
        conditions);
  }

  private boolean notMore(LogRatio ratio) {
    return ratio.interval(0.95).upper() <= 1 + margin;
  }

  /** Estimates aio's count against the pool's; empty under 2 rounds, or where a count is 0. */
  private Optional<LogRatio> ratio(ToDoubleFunction<TrialCpu> count) {
    Map<Integer, List<Double>> byRound = new TreeMap<>();
    for (Cell condition : conditions) {
      Map<Integer, Double> pool = logs(condition, THREADS, count);
      logs(condition, AIO, count)
          .forEach(
              (round, log) -> {
                if (pool.containsKey(round)) {
                  byRound.computeIfAbsent(round, r -> new ArrayList<>()).add(log - pool.get(round));
                }
              });
    }
    double[] means =
        byRound.values().stream()
            .mapToDouble(l -> l.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
            .toArray();
    boolean finite = Arrays.stream(means).allMatch(Double::isFinite);
    return means.length < 2 || !finite
        ? Optional.empty()
        : Optional.of(LogRatio.ofDifferences(means));
  }

  private Map<Integer, Double> logs(
      Cell condition, String engine, ToDoubleFunction<TrialCpu> count) {
    return cell(condition, engine).orElseThrow().trials().stream()
        .collect(Collectors.toMap(TrialCpu::round, trial -> Math.log(count.applyAsDouble(trial))));
  }
}
