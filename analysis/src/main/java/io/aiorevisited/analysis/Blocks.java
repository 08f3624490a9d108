package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The blocks of one comparison. A block counts if it is complete: reference, control (where the run
 * has such an arm) and candidate. A trial that was lost costs its block and no more.
 *
 * @param reference figures of the reference by round, of complete blocks
 * @param candidate figures of the candidate of the same rounds
 * @param referenceArms what the reference's figures are pooled from: its own and its control arm's,
 *     of the same rounds; empty where it has no control arm
 * @param lost for each round in which an arm was measured and gave no figure, the first such arm
 * @param failed arms that were measured and gave no figure in any round
 */
record Blocks(
    SortedMap<Integer, Double> reference,
    SortedMap<Integer, Double> candidate,
    List<SortedMap<Integer, Double>> referenceArms,
    SortedMap<Integer, String> lost,
    List<String> failed) {

  /** Collects the blocks of an engine against another. */
  static Blocks of(
      TrialRounds rounds, Cell condition, String engine, String reference, Metric metric) {
    Cell base = condition.withEngine(reference);
    Cell judged = condition.withEngine(engine);
    List<Arm> arms = new ArrayList<>();
    for (Cell cell : List.of(base, judged)) {
      arms.add(new Arm(cell, false));
      if (rounds.isControlled(cell.engine())) {
        arms.add(new Arm(cell, true));
      }
    }
    List<SortedMap<Integer, Double>> referenceArms =
        rounds.isControlled(reference)
            ? List.of(
                rounds.figures(new Arm(base, false), metric),
                rounds.figures(new Arm(base, true), metric))
            : List.of();
    return of(
        rounds,
        rounds.pooled(base, metric),
        rounds.pooled(judged, metric),
        referenceArms,
        arms,
        metric);
  }

  /** Collects the blocks of the control arm against the reference. */
  static Blocks ofControl(TrialRounds rounds, Cell condition, String reference, Metric metric) {
    Cell cell = condition.withEngine(reference);
    Arm first = new Arm(cell, false);
    Arm again = new Arm(cell, true);
    return of(
        rounds,
        rounds.figures(first, metric),
        rounds.figures(again, metric),
        List.of(),
        List.of(first, again),
        metric);
  }

  private static Blocks of(
      TrialRounds rounds,
      SortedMap<Integer, Double> reference,
      SortedMap<Integer, Double> candidate,
      List<SortedMap<Integer, Double>> referenceArms,
      List<Arm> arms,
      Metric metric) {
    SortedMap<Integer, Double> ofReference = inBoth(reference, candidate);
    SortedMap<Integer, String> lost = new TreeMap<>();
    List<String> failed = new ArrayList<>();
    for (Arm arm : arms) {
      SortedMap<Integer, TrialRecord> trials = rounds.trials(arm);
      SortedMap<Integer, Double> figures = rounds.figures(arm, metric);
      if (figures.size() == trials.size()) {
        continue;
      }
      trials.forEach(
          (round, trial) -> {
            if (!figures.containsKey(round)) {
              lost.putIfAbsent(round, why(arm, trial, metric));
            }
          });
      if (figures.isEmpty()) {
        failed.add(why(arm, trials.get(trials.firstKey()), metric));
      }
    }
    return new Blocks(
        ofReference,
        inBoth(candidate, ofReference),
        referenceArms.stream().map(arm -> inBoth(arm, ofReference)).toList(),
        lost,
        failed);
  }

  /** The figures of those rounds that another arm has as well. */
  private static SortedMap<Integer, Double> inBoth(
      SortedMap<Integer, Double> figures, SortedMap<Integer, Double> others) {
    SortedMap<Integer, Double> both = new TreeMap<>(figures);
    both.keySet().retainAll(others.keySet());
    return both;
  }

  private static String why(Arm arm, TrialRecord trial, Metric metric) {
    return arm.cell().engine()
        + (arm.control() ? " (control) " : " ")
        + (trial.status() == TrialStatus.OK
            ? "has no figure of " + metric.words()
            : "is " + trial.status() + ": " + trial.reason());
  }

  /** How many are complete. */
  int count() {
    return reference.size();
  }

  /** ln(candidate / reference) of each complete block. */
  SortedMap<Integer, Double> logRatios() {
    SortedMap<Integer, Double> logs = new TreeMap<>();
    reference.forEach(
        (round, figure) -> logs.put(round, Math.log(candidate.get(round)) - Math.log(figure)));
    return logs;
  }

  /**
   * Says why there can't be a verdict, because of what was lost: an arm failed throughout, or fewer
   * blocks are left than a verdict takes. Empty where that is not so, or nothing was lost.
   */
  Optional<String> objection() {
    if (!failed.isEmpty()) {
      return Optional.of(failed.get(0) + ", and so in every round");
    }
    if (lost.isEmpty() || count() >= VerdictRule.MIN_ROUNDS) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            "%d complete %s left, a verdict takes %d, and %d %s lost: in round %d %s",
            count(),
            count() == 1 ? "block is" : "blocks are",
            VerdictRule.MIN_ROUNDS,
            lost.size(),
            lost.size() == 1 ? "was" : "were",
            lost.firstKey(),
            lost.get(lost.firstKey())));
  }
}
