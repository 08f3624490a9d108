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
 * @param judgements its comparisons by throughput, one a condition
 * @param overall geometric mean of its throughput ratios over the conditions that are valid; empty
 *     under 2 whole rounds
 * @param cpuJudgements its comparisons by CPU time; empty if no ledger was kept
 * @param overallCpu geometric mean of its CPU-time ratios; empty if no ledger was kept
 */
public record Standing(
    String engine,
    List<Judgement> judgements,
    Optional<LogRatio> overall,
    List<Judgement> cpuJudgements,
    Optional<LogRatio> overallCpu) {

  static Standing of(RunAnalysis analysis, String engine) {
    List<Judgement> mine = ofEngine(analysis.judgements(), engine);
    List<Judgement> cpu = ofEngine(analysis.cpuJudgements(), engine);
    return new Standing(
        engine,
        mine,
        analysis.overall(valid(mine), engine, Metric.THROUGHPUT),
        cpu,
        analysis.overall(valid(cpu), engine, Metric.CPU));
  }

  private static List<Judgement> ofEngine(List<Judgement> judgements, String engine) {
    return judgements.stream().filter(j -> j.engine().equals(engine)).toList();
  }

  private static List<Cell> valid(List<Judgement> judgements) {
    return judgements.stream()
        .filter(j -> j.comparison().verdict() != Verdict.INVALID)
        .map(Judgement::condition)
        .toList();
  }

  /** How often each verdict fell, by throughput. */
  public Map<Verdict, Integer> counts() {
    return counts(judgements);
  }

  /** How often each verdict fell, by CPU time. */
  public Map<Verdict, Integer> cpuCounts() {
    return counts(cpuJudgements);
  }

  private static Map<Verdict, Integer> counts(List<Judgement> judgements) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    judgements.forEach(j -> counts.merge(j.comparison().verdict(), 1, Integer::sum));
    return counts;
  }

  /** How often one verdict fell, by throughput. */
  public int count(Verdict verdict) {
    return counts().getOrDefault(verdict, 0);
  }
}
