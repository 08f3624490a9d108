package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one engine stands against the reference over a whole run.
 *
 * @param engine engine judged
 * @param verdicts its comparisons by throughput, one a condition
 * @param overall geometric mean of its throughput ratios over the conditions that are valid
 * @param cpuVerdicts its comparisons by CPU time; empty if no ledger was kept
 * @param overallCpu geometric mean of its CPU-time ratios; empty if no ledger was kept
 */
public record Standing(
    String engine,
    List<CellVerdict> verdicts,
    Optional<LogRatio> overall,
    List<CellVerdict> cpuVerdicts,
    Optional<LogRatio> overallCpu) {

  static Standing of(RunAnalysis analysis, String engine) {
    List<CellVerdict> mine = ofEngine(analysis.verdicts(), engine);
    List<CellVerdict> cpu = ofEngine(analysis.cpuVerdicts(), engine);
    return new Standing(
        engine,
        mine,
        analysis.overall(valid(mine), engine, Metric.THROUGHPUT),
        cpu,
        analysis.overall(valid(cpu), engine, Metric.CPU));
  }

  private static List<CellVerdict> ofEngine(List<CellVerdict> verdicts, String engine) {
    return verdicts.stream().filter(v -> v.engine().equals(engine)).toList();
  }

  private static List<Cell> valid(List<CellVerdict> verdicts) {
    return verdicts.stream()
        .filter(v -> v.comparison().verdict() != Verdict.INVALID)
        .map(CellVerdict::condition)
        .toList();
  }

  /** How often each verdict fell, by throughput. */
  public Map<Verdict, Integer> counts() {
    return counts(verdicts);
  }

  /** How often each verdict fell, by CPU time. */
  public Map<Verdict, Integer> cpuCounts() {
    return counts(cpuVerdicts);
  }

  private static Map<Verdict, Integer> counts(List<CellVerdict> verdicts) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    verdicts.forEach(j -> counts.merge(j.comparison().verdict(), 1, Integer::sum));
    return counts;
  }

  /** How often one verdict fell, by throughput. */
  public int count(Verdict verdict) {
    return counts().getOrDefault(verdict, 0);
  }
}
