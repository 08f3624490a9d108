package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.Metric;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.GeometricMean;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/*
 * What is saved is the ratio of CPU times without and with registered buffers. It is measured at the
 * smallest and at the largest block size in the same rounds, so how much it grows is a ratio of
 * ratios, paired by round. CPU time, because a slow disk hides in the throughput what is saved.
 */
/** Decides L3 from the CPU time of io_uring with and without registered buffers. */
final class RegisteredBuffers {
  private static final String WITH = "uring-fixed-nodefer";
  private static final String WITHOUT = "uring-batch";
  private static final String RULE =
      Where.MANY_IN_FLIGHT.atStart()
          + ", CPU time without registered buffers by CPU time with them is larger at the largest"
          + " block size than at the smallest by more than the margin, with the 95 % interval.";

  /** A condition at the smallest block size, and the same at the largest. */
  private record Pair(Cell small, Cell large) {}

  private final RunAnalysis analysis;
  private final List<Cell> cells;

  private RegisteredBuffers(RunAnalysis analysis) {
    this.analysis = analysis;
    cells =
        Where.MANY_IN_FLIGHT.conditions(analysis, WITH, WITHOUT).stream()
            .filter(cell -> !Where.hasWorkers(analysis, cell))
            .toList();
  }

  static ClaimResult decide(RunAnalysis analysis) {
    return new RegisteredBuffers(analysis).decide();
  }

  private ClaimResult decide() {
    List<Long> sizes = cells.stream().map(Cell::blockSizeBytes).distinct().sorted().toList();
    List<Pair> pairs = sizes.size() < 2 ? List.of() : pairs(sizes.get(sizes.size() - 1));
    Optional<LogRatio> growth = mean(pairs.stream().map(this::growth).toList());
    if (growth.isEmpty()) {
      return ClaimResult.notMeasured(Claim.L3, RULE, lacks(sizes, pairs));
    }
    double edge = 1 + analysis.manifest().plan().marginRatio();
    Interval interval = growth.get().interval(0.95);
    Decision decision =
        Decision.of(growth.get().count(), interval.lower() > edge, interval.upper() < edge);
    return new ClaimResult(
        Claim.L3,
        decision,
        RULE,
        "CPU time without by CPU time with registered buffers: "
            + saving(pairs.stream().map(Pair::small).toList())
            + ", "
            + saving(pairs.stream().map(Pair::large).toList())
            + "; the second by the first: "
            + Claims.inWords(growth.get())
            + ", over "
            + growth.get().count()
            + " rounds",
        WITH,
        cells);
  }

  private List<Pair> pairs(long largest) {
    List<Pair> pairs = new ArrayList<>();
    for (Cell small : cells) {
      cells.stream()
          .filter(large -> large.blockSizeBytes() == largest && largest > small.blockSizeBytes())
          .filter(large -> withoutSize(large).equals(withoutSize(small)))
          .findFirst()
          .ifPresent(large -> pairs.add(new Pair(small, large)));
    }
    long smallest = pairs.stream().mapToLong(p -> p.small().blockSizeBytes()).min().orElse(0);
    pairs.removeIf(pair -> pair.small().blockSizeBytes() > smallest);
    return pairs;
  }

  private SortedMap<Integer, Double> growth(Pair pair) {
    SortedMap<Integer, Double> growth = new TreeMap<>(logs(pair.large()));
    SortedMap<Integer, Double> small = logs(pair.small());
    growth.keySet().retainAll(small.keySet());
    growth.replaceAll((round, log) -> log - small.get(round));
    return growth;
  }

  private SortedMap<Integer, Double> logs(Cell cell) {
    return analysis.logRatios(cell, WITHOUT, WITH, Metric.CPU);
  }

  private String saving(List<Cell> ofOneSize) {
    return mean(ofOneSize.stream().map(this::logs).toList())
        .map(Claims::inWords)
        .map(words -> words + " at " + CellNames.size(ofOneSize.get(0).blockSizeBytes()))
        .orElseThrow();
  }

  private static Optional<LogRatio> mean(List<SortedMap<Integer, Double>> logs) {
    return ClaimedRatio.estimate(
        GeometricMean.byRound(logs).values().stream().mapToDouble(Double::doubleValue));
  }

  private String lacks(List<Long> sizes, List<Pair> pairs) {
    return Where.MANY_IN_FLIGHT
        .lacksEngines(analysis, WITHOUT, WITH)
        .orElseGet(
            () ->
                sizes.isEmpty()
                    ? "No cell was measured by both without help of the kernel's worker threads."
                    : pairs.isEmpty()
                        ? "No cell was measured at two block sizes and otherwise alike."
                        : analysis.cpuVerdicts().isEmpty()
                            ? "No CPU ledger was kept."
                            : Lacks.rounds(analysis));
  }

  private static Cell withoutSize(Cell cell) {
    return new Cell(
        cell.engine(),
        cell.workload(),
        cell.operation(),
        0,
        cell.depth(),
        cell.splitBytes(),
        cell.targetState(),
        cell.cacheMode(),
        0,
        cell.buffers(),
        cell.placement());
  }
}
