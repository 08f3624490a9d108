package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.Metric;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.GeometricMean;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A claim that one engine is so many times another. A claim about a core that has nothing else to
 * do is judged by CPU time, which says the same of a core that waits for its disk.
 *
 * @param claim what was claimed
 * @param where it counts
 * @param metric that is compared
 * @param engine numerator of the ratio
 * @param other denominator
 * @param least smallest ratio claimed; 0 for a claim of "at most"
 * @param most largest ratio claimed
 */
record ClaimedRatio(
    Claim claim,
    Where where,
    Metric metric,
    String engine,
    String other,
    double least,
    double most) {

  /** Decides it: the geometric mean over the cells, with an interval over rounds. */
  ClaimResult decide(RunAnalysis analysis) {
    double margin = analysis.manifest().plan().marginRatio();
    Interval claimed = new Interval(least / (1 + margin), most * (1 + margin), 0.95);
    String rule = rule(claimed);
    List<Cell> measured = where.conditions(analysis, engine, other);
    List<Cell> cells = measured.stream().filter(c -> !Where.hasWorkers(analysis, c)).toList();
    Optional<LogRatio> ratio = ratio(analysis, cells, metric);
    if (ratio.isEmpty()) {
      return ClaimResult.notMeasured(claim, rule, lacks(analysis, measured, cells));
    }
    Interval interval = ratio.get().interval(0.95);
    Decision decision =
        Decision.of(
            ratio.get().count(),
            interval.lower() >= claimed.lower() && interval.upper() <= claimed.upper(),
            interval.lower() > claimed.upper() || interval.upper() < claimed.lower());
    return new ClaimResult(
        claim, decision, rule, evidence(analysis, cells, ratio.get()), engine, cells);
  }

  private String rule(Interval claimed) {
    return String.format(
        Locale.ROOT,
        "%s, the %s of %s is %s times that of %s, with its 95 %% interval, each bound moved outwards"
            + " by the margin. Cells in which worker threads of the kernel helped io_uring don't"
            + " count.",
        where.atStart(),
        words(metric),
        engine,
        least == 0
            ? String.format(Locale.ROOT, "at most %.3f", claimed.upper())
            : String.format(Locale.ROOT, "%.3f to %.3f", claimed.lower(), claimed.upper()),
        other);
  }

  private String evidence(RunAnalysis analysis, List<Cell> cells, LogRatio ratio) {
    Metric companion = metric == Metric.CPU ? Metric.THROUGHPUT : Metric.CPU;
    return String.format(
        Locale.ROOT,
        "%s of %s by %s: %s%s; over %d rounds of %d %s",
        words(metric),
        engine,
        other,
        Claims.inWords(ratio),
        ratio(analysis, cells, companion)
            .map(r -> "; " + words(companion) + ": " + Claims.inWords(r))
            .orElse(""),
        ratio.count(),
        cells.size(),
        cells.size() == 1 ? "cell" : "cells");
  }

  private static String words(Metric metric) {
    return metric == Metric.CPU ? "CPU time a request" : metric.words();
  }

  private String lacks(RunAnalysis analysis, List<Cell> measured, List<Cell> cells) {
    Optional<String> engines = where.lacksEngines(analysis, engine, other);
    if (engines.isPresent()) {
      return engines.get();
    }
    if (measured.isEmpty()) {
      return "No cell was measured by both " + engine + " and " + other + ".";
    }
    if (cells.isEmpty()) {
      return "In every cell worker threads of the kernel (io-wq) carried out requests of io_uring: it"
          + " takes a target that is reached without blocking, such as a written file on ext4 or"
          + " XFS.";
    }
    return metric == Metric.CPU && ratio(analysis, cells, Metric.THROUGHPUT).isPresent()
        ? "No CPU ledger was kept."
        : Lacks.rounds(analysis);
  }

  /** The geometric mean over cells; empty under 2 rounds, or where a cell has none. */
  private Optional<LogRatio> ratio(RunAnalysis analysis, List<Cell> cells, Metric by) {
    return estimate(
        GeometricMean.byRound(
                cells.stream().map(c -> analysis.logRatios(c, engine, other, by)).toList())
            .values()
            .stream()
            .mapToDouble(Double::doubleValue));
  }

  /** Estimates a ratio from its logarithms, one a round; empty under 2. */
  static Optional<LogRatio> estimate(DoubleStream logs) {
    double[] values = logs.toArray();
    return values.length < 2 ? Optional.empty() : Optional.of(LogRatio.ofDifferences(values));
  }
}
