package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.Standing;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.ControlArm;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import io.aiorevisited.reports.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a reader with a minute takes away.
 *
 * @param headline which engine wins here
 * @param standings how each engine stands against the reference
 * @param sure how sure that is
 * @param advice what to do
 */
public record AnswerSection(String headline, List<Line> standings, String sure, String advice) {

  /**
   * One engine against the reference.
   *
   * @param engine engine judged
   * @param difference of throughput over all conditions, with its interval
   * @param verdicts how often each verdict fell
   * @param cpu difference of CPU time, or that it was not measured
   */
  public record Line(String engine, String difference, String verdicts, String cpu) {}

  private static final String NOT_MEASURED = "NOT MEASURED";

  public static AnswerSection of(RunAnalysis analysis) {
    List<Standing> standings = analysis.standings();
    Plan plan = analysis.manifest().plan();
    if (standings.isEmpty()) {
      return new AnswerSection(
          "One engine was measured, so there is nothing to compare.",
          List.of(),
          "",
          "Name two engines or more: ./run.sh run --engines psync,threads,aio");
    }
    Headline headline = Headline.of(standings, plan, analysis.roundsSeen());
    return new AnswerSection(
        headline.sentence(),
        standings.stream().map(AnswerSection::line).toList(),
        sure(analysis, plan),
        headline.advice());
  }

  private static Line line(Standing standing) {
    return new Line(
        standing.engine(),
        standing.overall().map(AnswerSection::difference).orElse("no whole round"),
        verdicts(standing.counts(), standing.verdicts()),
        standing
            .overallCpu()
            .map(
                ratio ->
                    difference(ratio)
                        + "; "
                        + verdicts(standing.cpuCounts(), standing.cpuVerdicts()))
            .orElse(NOT_MEASURED));
  }

  private static String difference(LogRatio ratio) {
    Interval interval = ratio.interval(0.95);
    return Figures.difference(ratio.ratio()) + " (" + Figures.differences(interval) + ")";
  }

  private static String verdicts(Map<Verdict, Integer> counts, List<CellVerdict> verdicts) {
    return counts.entrySet().stream()
            .map(
                entry ->
                    entry.getKey().word(verdicts.get(0).metric().direction())
                        + " in "
                        + entry.getValue())
            .collect(Collectors.joining(", "))
        + " of "
        + verdicts.size()
        + (verdicts.size() == 1 ? " cell" : " cells");
  }

  private static String sure(RunAnalysis analysis, Plan plan) {
    List<String> parts = new ArrayList<>();
    parts.add(
        "Over "
            + analysis.roundsSeen()
            + (analysis.roundsSeen() == 1 ? " round" : " rounds")
            + ", differences below "
            + Figures.roundPercent(plan.marginRatio())
            + " are taken not to matter.");
    Optional<ControlArm> control = analysis.overallControl();
    if (control.isPresent()) {
      long rejecting =
          analysis.conditions().stream()
              .map(analysis::control)
              .flatMap(Optional::stream)
              .filter(ControlArm::rejects)
              .count();
      parts.add(
          "Measured against itself, "
              + plan.referenceEngine()
              + " came out at "
              + difference(control.get().estimate())
              + (rejecting == 0
                  ? control(control.get(), plan)
                  : ". In "
                      + rejecting
                      + (rejecting == 1 ? " cell" : " cells")
                      + " it differs from itself: those verdicts are INVALID."));
    } else {
      parts.add("The reference was not measured against itself.");
    }
    return String.join(" ", parts);
  }

  private static String control(ControlArm control, Plan plan) {
    return control.bound() <= plan.marginRatio()
        ? ", so the apparatus sees no difference where there is none."
        : ", so over all cells this run can't tell differences below "
            + Figures.difference(1 + control.bound()).replace("+", "")
            + ".";
  }
}
