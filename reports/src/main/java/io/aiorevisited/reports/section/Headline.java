package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.Metric;
import io.aiorevisited.analysis.PrimaryVerdict;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.Standing;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import io.aiorevisited.reports.text.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Says in one sentence an engine what the run shows over all cells, and what follows from it. */
final class Headline {

  private Headline() {}

  /** One sentence an engine, the one with most throughput first. */
  static List<String> sentences(RunAnalysis analysis) {
    String reference = analysis.manifest().plan().referenceEngine();
    return analysis.standings().stream()
        .sorted(Comparator.comparingDouble(Headline::throughput).reversed())
        .map(s -> sentence(s, reference, analysis))
        .toList();
  }

  private static double throughput(Standing standing) {
    return standing.overall().map(LogRatio::meanLog).orElse(Double.NEGATIVE_INFINITY);
  }

  private static String sentence(Standing standing, String reference, RunAnalysis analysis) {
    Optional<PrimaryVerdict> moved = primary(analysis, standing.engine(), Metric.THROUGHPUT);
    Optional<PrimaryVerdict> spent = primary(analysis, standing.engine(), Metric.CPU);
    String first =
        standing.engine()
            + " moves "
            + compared(
                ratio(moved, standing.overall()),
                word(moved, standing.verdicts().size()),
                "more than " + reference,
                "less than " + reference,
                "as much as " + reference);
    if (spent.isEmpty() && standing.overallCpu().isEmpty()) {
      return first + "; its CPU time was not measured.";
    }
    return first
        + " and takes "
        + compared(
            ratio(spent, standing.overallCpu()),
            word(spent, standing.cpuVerdicts().size()),
            "more CPU",
            "less CPU",
            "as much CPU")
        + ".";
  }

  private static Optional<PrimaryVerdict> primary(
      RunAnalysis analysis, String engine, Metric metric) {
    return analysis.primary().stream()
        .filter(p -> p.engine().equals(engine) && p.metric() == metric)
        .findFirst();
  }

  private static Optional<LogRatio> ratio(
      Optional<PrimaryVerdict> primary, Optional<LogRatio> overall) {
    return primary.isPresent() ? primary.get().ratio() : overall;
  }

  private static String word(Optional<PrimaryVerdict> primary, int cells) {
    return primary
        .map(PrimaryVerdict::word)
        .orElse("no verdict over all " + cells + " cells was declared");
  }

  private static String compared(
      Optional<LogRatio> ratio, String word, String more, String less, String same) {
    if (ratio.isEmpty()) {
      return "an amount that this run can't compare (" + word + ")";
    }
    Interval interval = ratio.get().interval(0.95);
    if (!interval.isBounded()) {
      return "an amount that is " + Figures.NOT_BOUNDED + " (" + word + ")";
    }
    String amount = Figures.amount(ratio.get().ratio());
    String bounds = Figures.amounts(interval);
    if (word.equals(Verdict.EQUIVALENT.word())) {
      return same + " (" + bounds + ", " + word + ")";
    }
    String direction = amount.endsWith("times") ? same : ratio.get().meanLog() >= 0 ? more : less;
    return amount + " " + direction + " (" + bounds + ", " + word + ")";
  }

  /** What to do with the answer. */
  static String advice(RunAnalysis analysis) {
    List<Standing> standings = analysis.standings();
    String reference = analysis.manifest().plan().referenceEngine();
    if (all(standings, Verdict.INVALID)) {
      return "The figures of this run can't be trusted: see the warnings, fix the cause, measure"
          + " again.";
    }
    if (all(standings, Verdict.TOO_FEW_ROUNDS)) {
      return "A verdict takes "
          + VerdictRule.MIN_ROUNDS
          + " rounds. Measure more: ./run.sh run --profile quick";
    }
    Optional<PrimaryVerdict> best =
        analysis.primary().stream()
            .filter(p -> p.metric() == Metric.THROUGHPUT && p.verdict() == Verdict.FASTER)
            .max(Comparator.comparingDouble(p -> p.ratio().map(LogRatio::meanLog).orElse(0.0)));
    if (best.isPresent()) {
      return "For loads like these choose "
          + best.get().engine()
          + " over "
          + reference
          + ", unless a cell below that looks like yours says otherwise. Engines are compared with "
          + reference
          + ", not with each other.";
    }
    OptionalInt more =
        analysis.primary().stream()
            .map(p -> p.comparison().moreRounds())
            .filter(OptionalInt::isPresent)
            .mapToInt(OptionalInt::getAsInt)
            .max();
    if (more.isPresent()) {
      return "About "
          + more.getAsInt()
          + (more.getAsInt() == 1 ? " more round" : " more rounds")
          + " would settle it over all cells: ./run.sh run --rounds "
          + (analysis.roundsSeen() + more.getAsInt());
    }
    return "Throughput gives no reason to leave "
        + reference
        + " here; let CPU time and the cells that look like your load decide.";
  }

  private static boolean all(List<Standing> standings, Verdict verdict) {
    return standings.stream()
        .flatMap(s -> s.verdicts().stream())
        .allMatch(v -> v.comparison().verdict() == verdict);
  }
}
