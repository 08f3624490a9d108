package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.MeanEstimate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/*
 * Where io_uring hands each request to a worker thread and pread does the same work by itself, the
 * difference of their times is what the way by the worker takes, and io_uring's own calls on top,
 * which are below 1 us. The claim is of other processors than the one measured, so a third more or
 * less is still the same figure; the bounds are fixed here, before any run.
 */
/** Decides L6 from the time of a request by io_uring and by pread where io-wq is used. */
final class PuntCost {
  private static final String URING = "uring";
  private static final String PREAD = "psync";

  /** 8 us less a third. */
  private static final double LEAST_MICROS = 6;

  /** 9 us and a third of it. */
  private static final double MOST_MICROS = 12;

  private static final String RULE =
      "With one request in flight, in cells in which worker threads of the kernel carried out requests"
          + " of uring, a request takes 6 to 12 us longer than by psync, with the 95 % interval (8 to"
          + " 9 us, a third more or less).";

  private PuntCost() {}

  static ClaimResult decide(RunAnalysis analysis) {
    List<Cell> cells =
        Where.ONE_IN_FLIGHT.conditions(analysis, URING, PREAD).stream()
            .filter(cell -> Where.hasWorkers(analysis, cell))
            .toList();
    Map<Integer, Double> differences = new TreeMap<>(byRound(analysis, cells, URING));
    Map<Integer, Double> pread = byRound(analysis, cells, PREAD);
    differences.keySet().retainAll(pread.keySet());
    differences.replaceAll((round, micros) -> micros - pread.get(round));
    if (differences.size() < 2) {
      return ClaimResult.notMeasured(
          Claim.L6,
          RULE,
          Where.ONE_IN_FLIGHT
              .lacksEngines(analysis, PREAD, URING)
              .orElse(
                  cells.isEmpty()
                      ? "No worker thread of the kernel (io-wq) carried out a request of uring: it"
                          + " takes a target that io_uring can't read without blocking, such as a"
                          + " file in memory (tmpfs)."
                      : Lacks.rounds(analysis)));
    }
    MeanEstimate mean =
        MeanEstimate.of(
            differences.values().stream().mapToDouble(Double::doubleValue).toArray(), 0.95);
    Interval interval = mean.interval().orElseThrow();
    Decision decision =
        Decision.of(
            mean.count(),
            interval.lower() >= LEAST_MICROS && interval.upper() <= MOST_MICROS,
            interval.lower() > MOST_MICROS || interval.upper() < LEAST_MICROS);
    return new ClaimResult(
        Claim.L6,
        decision,
        RULE,
        String.format(
            Locale.ROOT,
            "a request takes %.1f us longer (%.1f to %.1f) by uring than by psync, over %d rounds of"
                + " %d %s",
            mean.mean(),
            interval.lower(),
            interval.upper(),
            mean.count(),
            cells.size(),
            cells.size() == 1 ? "cell" : "cells"),
        URING,
        cells);
  }

  /** Microseconds a request, the mean over the cells, of the rounds that have all of them. */
  private static Map<Integer, Double> byRound(
      RunAnalysis analysis, List<Cell> cells, String engine) {
    Map<Integer, Double> sums = new TreeMap<>();
    Map<Integer, Integer> counts = new TreeMap<>();
    for (TrialRecord trial : analysis.trials()) {
      if (trial.status() == TrialStatus.OK
          && !trial.control()
          && trial.cell().engine().equals(engine)
          && cells.contains(trial.cell().condition())) {
        sums.merge(trial.round(), micros(trial) / cells.size(), Double::sum);
        counts.merge(trial.round(), 1, Integer::sum);
      }
    }
    sums.keySet().removeIf(round -> counts.get(round) < cells.size());
    return sums;
  }

  private static double micros(TrialRecord trial) {
    return trial.durationNanos()
        / 1e3
        / trial.passes().stream().mapToLong(PassRecord::requests).sum();
  }
}
