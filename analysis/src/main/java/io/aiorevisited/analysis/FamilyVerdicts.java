package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Plan.PlannedComparison;
import io.aiorevisited.analysis.record.PrimaryQuestion;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.stats.ratio.GeometricMean;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.Contest;
import io.aiorevisited.analysis.stats.verdict.ControlArm;
import io.aiorevisited.analysis.stats.verdict.VerdictFamily;
import io.aiorevisited.analysis.stats.verdict.VerdictSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Judges what the plan declared by one metric: the primary questions and the family of cells. */
final class FamilyVerdicts {

  private final Plan plan;
  private final Metric metric;
  private final TrialRounds rounds;
  private final CellNames names;
  private final ControlArms controls;
  private final List<PrimaryVerdict> primary = new ArrayList<>();
  private final List<CellVerdict> cells = new ArrayList<>();

  /**
   * Judges a run.
   *
   * @param questions the primary ones, those of other metrics too
   */
  FamilyVerdicts(
      Plan plan, List<PrimaryQuestion> questions, List<TrialRecord> trials, Metric metric) {
    this.plan = plan;
    this.metric = metric;
    this.rounds = new TrialRounds(trials);
    this.names = CellNames.of(plan);
    this.controls = ControlArms.of(plan, rounds, metric);
    if (metric == Metric.THROUGHPUT || plan.family().stream().anyMatch(this::isMeasured)) {
      judge(
          questions.stream().filter(q -> q.metric().equals(metric.question())).toList(),
          Math.max(1, questions.size()));
    }
  }

  private boolean isMeasured(PlannedComparison planned) {
    Cell cell = planned.condition().withEngine(planned.engine());
    return !rounds.figures(new Arm(cell, false), metric).isEmpty();
  }

  private void judge(List<PrimaryQuestion> questions, int declared) {
    List<PlannedComparison> family = plan.family();
    VerdictFamily.Judged judged =
        VerdictFamily.judge(
            questions.stream().map(this::contest).toList(),
            declared,
            family.stream().map(this::contest).toList(),
            new VerdictSettings(
                Math.max(1, family.size()),
                plan.marginRatio(),
                1 - plan.confidence(),
                plan.seed()));
    for (int i = 0; i < questions.size(); i++) {
      primary.add(new PrimaryVerdict(questions.get(i), metric, judged.primary().get(i)));
    }
    for (int i = 0; i < family.size(); i++) {
      cells.add(new CellVerdict(family.get(i), metric, judged.cells().get(i)));
    }
  }

  private Contest contest(PlannedComparison planned) {
    Blocks blocks = blocks(planned.condition(), planned.engine(), planned.reference());
    return new Contest(
        planned.engine() + ", " + names.label(planned.condition()),
        Contest.Pairing.PAIRED,
        metric.direction(),
        values(blocks.reference().values()),
        values(blocks.candidate().values()),
        blocks.referenceArms().stream().map(arm -> values(arm.values())).toList(),
        blocks.count(),
        planned.reference().equals(plan.referenceEngine())
            ? control(planned.condition())
            : Optional.empty(),
        blocks.objection().stream().toList());
  }

  /** Sets up a primary question: the reference is 1, the candidate the geometric mean a round. */
  private Contest contest(PrimaryQuestion question) {
    List<Cell> conditions = conditions(question);
    List<Blocks> blocks = new ArrayList<>();
    List<String> objections = new ArrayList<>();
    for (Cell condition : conditions) {
      Blocks ofCell = blocks(condition, question.engine(), question.reference());
      blocks.add(ofCell);
      ofCell.objection().ifPresent(why -> objections.add(names.label(condition) + ": " + why));
    }
    SortedMap<Integer, Double> byRound =
        GeometricMean.byRound(blocks.stream().map(Blocks::logRatios).toList());
    double[] ratios = byRound.values().stream().mapToDouble(Math::exp).toArray();
    double[] ones = new double[ratios.length];
    Arrays.fill(ones, 1);
    return new Contest(
        question.engine() + ", all cells",
        Contest.Pairing.PAIRED,
        metric.direction(),
        ones,
        ratios,
        List.of(),
        blocks.stream().mapToInt(Blocks::count).min().orElse(0),
        question.reference().equals(plan.referenceEngine()) ? controls.overall() : Optional.empty(),
        objections);
  }

  /** Every condition that the plan measures both engines of a question in. */
  private List<Cell> conditions(PrimaryQuestion question) {
    return plan.cells().stream()
        .filter(cell -> cell.engine().equals(question.engine()))
        .map(Cell::condition)
        .filter(condition -> plan.cells().contains(condition.withEngine(question.reference())))
        .distinct()
        .toList();
  }

  private Blocks blocks(Cell condition, String engine, String reference) {
    return Blocks.of(rounds, condition, engine, reference, metric);
  }

  /** The primary questions by this metric, in the order declared. */
  List<PrimaryVerdict> primary() {
    return List.copyOf(primary);
  }

  /** The family by this metric, in the order declared; empty if no trial has the metric at all. */
  List<CellVerdict> cells() {
    return List.copyOf(cells);
  }

  /** The reference against itself in one condition; empty under 2 rounds with both. */
  Optional<ControlArm> control(Cell condition) {
    return controls.of(condition);
  }

  /** The reference against itself over all conditions. */
  Optional<ControlArm> overallControl() {
    return controls.overall();
  }

  /** Two engines in one condition, outside the family; empty under 2 complete blocks. */
  Optional<LogRatio> ratio(Cell condition, String engine, String other) {
    return ControlArms.estimate(logRatios(condition, engine, other));
  }

  /** ln(engine / other) of the complete blocks of one condition by round, outside the family. */
  SortedMap<Integer, Double> logRatios(Cell condition, String engine, String other) {
    return blocks(condition, engine, other).logRatios();
  }

  /**
   * Estimates an engine against the reference over several conditions: the geometric mean of their
   * ratios. Empty if one of them has no complete block.
   */
  Optional<LogRatio> overall(List<Cell> conditions, String engine) {
    return conditions.isEmpty()
        ? Optional.empty()
        : ControlArms.estimate(
            GeometricMean.byRound(
                conditions.stream()
                    .map(c -> blocks(c, engine, plan.referenceEngine()).logRatios())
                    .toList()));
  }

  private static double[] values(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
