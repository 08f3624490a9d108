package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.Standing;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import io.aiorevisited.reports.text.Figures;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The first sentence and what follows from it.
 *
 * @param sentence which engine wins
 * @param advice what to do
 */
public record Headline(String sentence, String advice) {

  public static Headline of(List<Standing> standings, Plan plan, int rounds) {
    String reference = plan.referenceEngine();
    List<CellVerdict> declared = standings.stream().flatMap(s -> s.verdicts().stream()).toList();
    List<Standing> faster =
        standings.stream()
            .filter(s -> s.count(Verdict.FASTER) > 0 && s.count(Verdict.SLOWER) == 0)
            .toList();
    List<Standing> mixed =
        standings.stream()
            .filter(s -> s.count(Verdict.FASTER) > 0 && s.count(Verdict.SLOWER) > 0)
            .toList();
    List<Standing> slower =
        standings.stream()
            .filter(s -> s.count(Verdict.SLOWER) > 0 && s.count(Verdict.FASTER) == 0)
            .toList();
    List<CellVerdict> all =
        declared.stream().filter(j -> j.comparison().verdict() != Verdict.INVALID).toList();
    if (all.isEmpty()) {
      return new Headline(
          "No verdict: the figures of this run can't be trusted.",
          "See the reasons under warnings, mend them and measure again.");
    }
    if (only(all, Verdict.TOO_FEW_ROUNDS)) {
      return new Headline(
          "No verdict yet: a verdict takes " + VerdictRule.MIN_ROUNDS + " rounds.",
          "Measure more rounds: ./run.sh run --profile standard");
    }
    if (!mixed.isEmpty()) {
      return new Headline(
          "It depends on the cell: "
              + names(mixed)
              + (mixed.size() == 1 ? " is" : " are")
              + " faster than "
              + reference
              + " in some and slower in others.",
          "Choose by the cells that look like your load; the map below shows them.");
    }
    List<Standing> clearly =
        faster.stream().filter(s -> 2 * s.count(Verdict.FASTER) >= s.verdicts().size()).toList();
    if (!clearly.isEmpty()) {
      return new Headline(
          names(clearly)
              + (clearly.size() == 1 ? " is" : " are")
              + " faster than "
              + reference
              + " here: "
              + clearly.stream().map(Headline::share).collect(Collectors.joining("; "))
              + ".",
          advice(clearly, slower, reference));
    }
    if (!faster.isEmpty()) {
      return new Headline(
          "Mostly undecided: only "
              + faster.stream()
                  .map(
                      s ->
                          s.engine()
                              + " is shown to be FASTER than "
                              + reference
                              + ", in "
                              + s.count(Verdict.FASTER)
                              + " of "
                              + s.verdicts().size()
                              + " cells")
                  .collect(Collectors.joining(" and "))
              + ".",
          moreRounds(all, rounds));
    }
    if (!slower.isEmpty()) {
      return new Headline(
          reference
              + " is faster than "
              + names(slower)
              + " here: "
              + slower.stream()
                  .map(
                      s ->
                          s.engine()
                              + " is SLOWER in "
                              + s.count(Verdict.SLOWER)
                              + " of "
                              + s.verdicts().size()
                              + " cells")
                  .collect(Collectors.joining("; "))
              + ".",
          "Stay with " + reference + " on this host, unless CPU time decides otherwise.");
    }
    return undecided(all, reference, plan, rounds);
  }

  private static Headline undecided(
      List<CellVerdict> all, String reference, Plan plan, int rounds) {
    boolean within =
        all.stream()
            .map(j -> j.comparison().verdict())
            .allMatch(v -> v == Verdict.EQUIVALENT || v == Verdict.REAL_BUT_NEGLIGIBLE);
    if (within) {
      return new Headline(
          "No engine is ahead: all are within "
              + Figures.roundPercent(
                  all.stream().mapToDouble(j -> j.comparison().margin()).max().orElseThrow())
              + " of "
              + reference
              + " in every valid cell.",
          "Throughput gives no reason to change engines; let CPU time decide.");
    }
    return new Headline(
        "This run does not show any engine ahead of "
            + reference
            + " by more than "
            + Figures.roundPercent(plan.marginRatio())
            + ".",
        moreRounds(all, rounds));
  }

  private static String moreRounds(List<CellVerdict> all, int rounds) {
    OptionalInt more =
        all.stream()
            .map(j -> j.comparison().moreRounds())
            .filter(OptionalInt::isPresent)
            .mapToInt(OptionalInt::getAsInt)
            .max();
    return more.isPresent()
        ? "About "
            + more.getAsInt()
            + (more.getAsInt() == 1 ? " more round" : " more rounds")
            + " would settle the cells that are open: ./run.sh run --rounds "
            + (rounds + more.getAsInt())
        : "More rounds would narrow the intervals that are open.";
  }

  private static boolean only(List<CellVerdict> all, Verdict verdict) {
    return all.stream().allMatch(j -> j.comparison().verdict() == verdict);
  }

  private static String names(List<Standing> standings) {
    return standings.stream().map(Standing::engine).collect(Collectors.joining(" and "));
  }

  private static String share(Standing standing) {
    return (standing.count(Verdict.FASTER) == standing.verdicts().size()
            ? standing.engine() + " in all "
            : standing.engine() + " in " + standing.count(Verdict.FASTER) + " of ")
        + standing.verdicts().size()
        + " cells, "
        + standing.overall().map(o -> Figures.difference(o.ratio()) + " overall").orElse("");
  }

  private static String advice(List<Standing> faster, List<Standing> slower, String reference) {
    Standing best =
        faster.stream()
            .max(
                (a, b) ->
                    Double.compare(
                        a.overall().map(LogRatio::meanLog).orElse(0.0),
                        b.overall().map(LogRatio::meanLog).orElse(0.0)))
            .orElseThrow();
    return "By throughput choose "
        + best.engine()
        + " over "
        + reference
        + " for loads like these"
        + (slower.isEmpty() ? "" : ", and not " + names(slower))
        + "."
        + (best.overallCpu().isEmpty()
            ? " What it costs in CPU time was not measured in this run."
            : "")
        + " Engines are compared with "
        + reference
        + ", not with each other.";
  }
}
