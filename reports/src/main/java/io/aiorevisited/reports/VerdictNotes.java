package io.aiorevisited.reports;

import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.stats.verdict.Comparison;
import io.aiorevisited.analysis.stats.verdict.Evidence;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import io.aiorevisited.reports.text.Figures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** What stands behind the verdicts of an engine: one sentence a kind, with how many cells it is. */
final class VerdictNotes {

  private final List<Comparison> comparisons;
  private final List<String> notes = new ArrayList<>();

  private VerdictNotes(Collection<CellVerdict> verdicts) {
    comparisons = verdicts.stream().map(CellVerdict::comparison).toList();
  }

  /** Sums up the verdicts of one engine; empty if each speaks for itself. */
  static List<String> of(Collection<CellVerdict> verdicts) {
    VerdictNotes notes = new VerdictNotes(verdicts);
    notes.add(is(Verdict.INVALID), VerdictNotes::reasons);
    notes.add(
        is(Verdict.TOO_FEW_ROUNDS),
        mine ->
            "TOO FEW ROUNDS: "
                + range(mine.stream().map(c -> c.contest().count()).toList())
                + " complete, a verdict takes "
                + VerdictRule.MIN_ROUNDS);
    notes.add(
        is(Verdict.INCONCLUSIVE),
        mine ->
            "INCONCLUSIVE: about "
                + range(mine.stream().map(c -> c.moreRounds().orElse(0)).toList())
                + " more rounds would settle it");
    notes.add(Comparison::methodSensitive, mine -> "method-sensitive: another method disagrees");
    notes.add(
        c -> c.evidence().flatMap(Evidence::withoutSevere).isPresent(),
        mine ->
            "severe outliers: without them "
                + mine.get(0)
                    .evidence()
                    .flatMap(Evidence::withoutSevere)
                    .map(ratio -> Figures.difference(ratio.ratio()))
                    .orElseThrow()
                + (mine.size() == 1 ? "" : " in the first of them"));
    return List.copyOf(notes.notes);
  }

  private static Predicate<Comparison> is(Verdict verdict) {
    return comparison -> comparison.verdict() == verdict;
  }

  private void add(Predicate<Comparison> kind, Function<List<Comparison>, String> words) {
    List<Comparison> mine = comparisons.stream().filter(kind).toList();
    if (!mine.isEmpty()) {
      notes.add(mine.size() + (mine.size() == 1 ? " cell " : " cells ") + words.apply(mine));
    }
  }

  private static String reasons(List<Comparison> invalid) {
    List<String> reasons = invalid.stream().flatMap(c -> c.reasons().stream()).distinct().toList();
    return "INVALID: "
        + reasons.stream().findFirst().orElse("no reason given")
        + (reasons.size() < 2 ? "" : "; " + (reasons.size() - 1) + " other reasons on the page");
  }

  private static String range(List<Integer> numbers) {
    int least = numbers.stream().mapToInt(Integer::intValue).min().orElseThrow();
    int most = numbers.stream().mapToInt(Integer::intValue).max().orElseThrow();
    return least == most ? String.valueOf(least) : least + " to " + most;
  }
}
