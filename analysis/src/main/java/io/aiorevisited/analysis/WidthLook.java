package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Plan.PlannedComparison;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.RoundsNeeded;
import io.aiorevisited.analysis.stats.verdict.WidthStop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks at how wide the intervals of a run have become, to tell whether it may end.
 *
 * <p>It is the interval of each comparison by itself that must be narrow, not the one adjusted to
 * the size of the family: its coverage under this rule is what was simulated, and a comparison
 * would else take more rounds for what is measured beside it. Verdicts stay adjusted, so an early
 * end can cost a verdict, never make one.
 *
 * @param rounds after which the look is taken
 * @param margin of the plan, as a fraction
 * @param open comparisons whose interval is still too wide, the widest first
 * @param lost comparisons of which an arm failed in every round: the run does not go on for them
 */
public record WidthLook(int rounds, double margin, List<Open> open, int lost) {

  /**
   * A comparison whose interval is too wide.
   *
   * @param comparison which one
   * @param ratio its estimate; empty under 2 rounds with both engines
   */
  public record Open(PlannedComparison comparison, Optional<LogRatio> ratio) {

    /** Half the width of the 95 % interval of ln(ratio); infinite without an estimate. */
    public double halfWidthLog() {
      return ratio.map(r -> r.halfWidthLog(0.95)).orElse(Double.POSITIVE_INFINITY);
    }
  }

  public WidthLook {
    open = List.copyOf(open);
  }

  /**
   * Takes a look, if the plan has a rule and it allows one now.
   *
   * <p>Comparisons of which an arm failed in every round will be INVALID: the run does not go on
   * for them. A run without a family goes by its control arm.
   *
   * @param rounds that are complete
   * @param trials of those rounds
   */
  public static Optional<WidthLook> after(int rounds, Plan plan, List<TrialRecord> trials) {
    if (plan.stopping() == null
        || !new WidthStop(plan.stopping().pilotRounds(), plan.stopping().everyRounds())
            .isLook(rounds)) {
      return Optional.empty();
    }
    TrialRounds byRound = new TrialRounds(trials);
    List<Open> open = new ArrayList<>();
    int lost = 0;
    for (PlannedComparison comparison : comparisons(plan)) {
      Blocks blocks = blocks(byRound, comparison);
      if (!blocks.failed().isEmpty()) {
        lost++;
        continue;
      }
      Optional<LogRatio> ratio = ControlArms.estimate(blocks.logRatios());
      if (ratio.filter(r -> WidthStop.isNarrow(r, plan.marginRatio())).isEmpty()) {
        open.add(new Open(comparison, ratio));
      }
    }
    open.sort(Comparator.comparingDouble(Open::halfWidthLog).reversed());
    return Optional.of(new WidthLook(rounds, plan.marginRatio(), open, lost));
  }

  private static Blocks blocks(TrialRounds rounds, PlannedComparison comparison) {
    return comparison.engine().equals(comparison.reference())
        ? Blocks.ofControl(
            rounds, comparison.condition(), comparison.reference(), Metric.THROUGHPUT)
        : Blocks.of(
            rounds,
            comparison.condition(),
            comparison.engine(),
            comparison.reference(),
            Metric.THROUGHPUT);
  }

  private static List<PlannedComparison> comparisons(Plan plan) {
    if (!plan.family().isEmpty()) {
      return plan.family();
    }
    String reference = plan.referenceEngine();
    return plan.cells().stream()
        .filter(cell -> cell.engine().equals(reference))
        .map(Cell::condition)
        .map(condition -> new PlannedComparison(condition, reference, reference))
        .toList();
  }

  /** Tells whether the run may end: no interval is too wide. */
  public boolean isEnough() {
    return open.isEmpty();
  }

  /** Half the width of ln(ratio) that every interval has to get below. */
  public double wantedHalfWidthLog() {
    return WidthStop.targetHalfWidthLog(margin);
  }

  /**
   * Estimates the rounds that the widest interval will take in all; empty if it has no estimate or
   * nothing is open.
   */
  public Optional<Integer> roundsNeeded() {
    return open.stream()
        .findFirst()
        .flatMap(Open::ratio)
        .map(
            ratio ->
                RoundsNeeded.forHalfWidth(
                    ratio.count(), ratio.halfWidthLog(0.95), wantedHalfWidthLog()));
  }
}
