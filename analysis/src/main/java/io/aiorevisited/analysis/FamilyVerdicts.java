package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Plan.PlannedComparison;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.Comparison;
import io.aiorevisited.analysis.stats.verdict.Contest;
import io.aiorevisited.analysis.stats.verdict.ControlArm;
import io.aiorevisited.analysis.stats.verdict.VerdictFamily;
import io.aiorevisited.analysis.stats.verdict.VerdictSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Judges the family that the plan declared, and how the reference compares with itself. */
final class FamilyVerdicts {

  private final Plan plan;
  private final TrialRounds rounds;

  FamilyVerdicts(Plan plan, List<TrialRecord> trials) {
    this.plan = plan;
    this.rounds = new TrialRounds(trials);
  }

  /** Judges every declared comparison by a metric; empty if no trial has the metric at all. */
  List<CellVerdict> of(Metric metric) {
    List<PlannedComparison> family = plan.family();
    if (family.isEmpty() || family.stream().noneMatch(planned -> measured(planned, metric))) {
      return metric == Metric.THROUGHPUT ? judge(metric) : List.of();
    }
    return judge(metric);
  }

  private boolean measured(PlannedComparison planned, Metric metric) {
    return !rounds
        .figures(new Arm(planned.condition().withEngine(planned.engine()), false), metric)
        .isEmpty();
  }

  private List<CellVerdict> judge(Metric metric) {
    List<PlannedComparison> family = plan.family();
    if (family.isEmpty()) {
      return List.of();
    }
    VerdictSettings settings =
        new VerdictSettings(family.size(), plan.marginRatio(), 1 - plan.confidence(), plan.seed());
    List<Comparison> judged =
        VerdictFamily.judge(family.stream().map(p -> contest(p, metric)).toList(), settings);
    List<CellVerdict> verdicts = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      verdicts.add(new CellVerdict(family.get(i), metric, judged.get(i)));
    }
    return List.copyOf(verdicts);
  }

  private Contest contest(PlannedComparison planned, Metric metric) {
    Cell reference = planned.condition().withEngine(planned.reference());
    Cell candidate = planned.condition().withEngine(planned.engine());
    TrialRounds.Pair pair =
        rounds.pair(new Arm(reference, false), new Arm(candidate, false), metric);
    List<String> objections = new ArrayList<>();
    addObjection(objections, reference);
    addObjection(objections, candidate);
    return new Contest(
        planned.engine() + ", " + CellNames.condition(planned.condition()),
        Contest.Pairing.PAIRED,
        metric.direction(),
        pair.reference(),
        pair.candidate(),
        control(planned.condition(), planned.reference(), metric),
        objections);
  }

  /** A trial that was lost might have been the slow one, so what is left can't be trusted. */
  private void addObjection(List<String> objections, Cell cell) {
    List<TrialRecord> lost = rounds.lost(cell, false);
    if (!lost.isEmpty()) {
      TrialRecord first = lost.get(0);
      objections.add(
          cell.engine()
              + ": "
              + lost.size()
              + (lost.size() == 1 ? " trial is " : " trials are ")
              + first.status()
              + ": "
              + first.reason());
    }
  }

  /** The reference against itself in one condition; empty under 2 rounds with both. */
  Optional<ControlArm> control(Cell condition, String reference, Metric metric) {
    Cell cell = condition.withEngine(reference);
    TrialRounds.Pair pair = rounds.pair(new Arm(cell, false), new Arm(cell, true), metric);
    return pair.reference().length < 2
        ? Optional.empty()
        : Optional.of(ControlArm.of(pair.reference(), pair.candidate()));
  }

  /** Two engines in one condition, outside the family; empty under 2 rounds with both. */
  Optional<LogRatio> ratio(Cell condition, String engine, String other, Metric metric) {
    TrialRounds.Pair pair =
        rounds.pair(
            new Arm(condition.withEngine(other), false),
            new Arm(condition.withEngine(engine), false),
            metric);
    return pair.reference().length < 2
        ? Optional.empty()
        : Optional.of(LogRatio.paired(pair.reference(), pair.candidate()));
  }

  /**
   * Estimates the ratio of two engines' sums over all conditions, such as the CPU time of a whole
   * round, over rounds that have all of them; empty under 2 such rounds.
   */
  Optional<LogRatio> ratioOfSums(
      List<Cell> conditions, String engine, String other, Metric metric) {
    SortedMap<Integer, Double> mine = sums(conditions, engine, metric);
    SortedMap<Integer, Double> theirs = sums(conditions, other, metric);
    mine.keySet().retainAll(theirs.keySet());
    theirs.keySet().retainAll(mine.keySet());
    return mine.size() < 2
        ? Optional.empty()
        : Optional.of(
            LogRatio.paired(
                theirs.values().stream().mapToDouble(v -> v).toArray(),
                mine.values().stream().mapToDouble(v -> v).toArray()));
  }

  /** Sums of figure times bytes over conditions, by round; rounds that lack one are left out. */
  private SortedMap<Integer, Double> sums(List<Cell> conditions, String engine, Metric metric) {
    SortedMap<Integer, Double> sums = new TreeMap<>();
    Map<Integer, Integer> counts = new HashMap<>();
    for (Cell condition : conditions) {
      rounds
          .figures(new Arm(condition.withEngine(engine), false), metric)
          .forEach(
              (round, figure) -> {
                sums.merge(round, figure * condition.sizeBytes(), Double::sum);
                counts.merge(round, 1, Integer::sum);
              });
    }
    sums.keySet().removeIf(round -> counts.get(round) < conditions.size());
    return sums;
  }

  /**
   * Estimates an engine against the reference over several conditions at once: the geometric mean
   * of their ratios, its interval over rounds that have all of them. Empty under 2 such rounds.
   */
  Optional<LogRatio> overall(
      List<Cell> conditions, String engine, boolean control, String reference, Metric metric) {
    SortedMap<Integer, Double> sums = new TreeMap<>();
    Map<Integer, Integer> counts = new HashMap<>();
    for (Cell condition : conditions) {
      Map<Integer, Double> candidate =
          rounds.figures(new Arm(condition.withEngine(engine), control), metric);
      rounds
          .figures(new Arm(condition.withEngine(reference), false), metric)
          .forEach(
              (round, figure) -> {
                if (candidate.containsKey(round)) {
                  sums.merge(round, Math.log(candidate.get(round) / figure), Double::sum);
                  counts.merge(round, 1, Integer::sum);
                }
              });
    }
    double[] means =
        sums.entrySet().stream()
            .filter(entry -> counts.get(entry.getKey()) == conditions.size())
            .mapToDouble(entry -> entry.getValue() / conditions.size())
            .toArray();
    return means.length < 2 ? Optional.empty() : Optional.of(LogRatio.ofDifferences(means));
  }
}
