package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says in a sentence what a run lacks that a claim needs, the most basic thing first. */
final class Lacks {

  private Lacks() {}

  /** Names the engines that have no sound trial in any cell that counts. */
  static Optional<String> engines(
      RunAnalysis analysis, Predicate<Cell> counts, String where, String... engines) {
    List<String> missing =
        Arrays.stream(engines).filter(engine -> !isMeasured(analysis, counts, engine)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            missing.stream().collect(Collectors.joining(" and "))
                + (missing.size() == 1 ? " has" : " have")
                + " no sound trial"
                + where
                + missing.stream()
                    .flatMap(engine -> failure(analysis, counts, engine).stream())
                    .map(why -> ": " + why)
                    .findFirst()
                    .orElse("")
                + ".");
  }

  /** Says what became of the trials of an engine; empty if there were none. */
  private static Optional<String> failure(
      RunAnalysis analysis, Predicate<Cell> counts, String engine) {
    return analysis.estimates().all().stream()
        .filter(result -> result.arm().cell().engine().equals(engine))
        .filter(result -> counts.test(result.arm().cell()))
        .filter(CellResult.Unusable.class::isInstance)
        .map(CellResult.Unusable.class::cast)
        .map(unusable -> unusable.status() + ", " + unusable.reason())
        .findFirst();
  }

  private static boolean isMeasured(RunAnalysis analysis, Predicate<Cell> counts, String engine) {
    return analysis.trials().stream()
        .filter(trial -> trial.status() == TrialStatus.OK)
        .map(TrialRecord::cell)
        .anyMatch(cell -> cell.engine().equals(engine) && counts.test(cell));
  }

  /** Says how many rounds there are, and how many a verdict takes. */
  static String rounds(RunAnalysis analysis) {
    return "The run has "
        + analysis.roundsSeen()
        + (analysis.roundsSeen() == 1 ? " round" : " rounds")
        + ", and a verdict takes "
        + VerdictRule.MIN_ROUNDS
        + " in which both engines were measured.";
  }
}
