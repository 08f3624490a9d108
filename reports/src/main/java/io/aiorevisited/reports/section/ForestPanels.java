package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.InFlight;
import io.aiorevisited.analysis.Metric;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.charts.RatioForest;
import io.aiorevisited.analysis.claims.Mail2009;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.Comparison;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import io.aiorevisited.reports.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Draws the forest plots of a run: one an engine, and the control arm's. */
public final class ForestPanels {

  private ForestPanels() {}

  public static List<Panel> of(RunAnalysis analysis, List<Cell> conditions) {
    List<Panel> panels = new ArrayList<>();
    CellNames names = CellNames.of(analysis.manifest().plan());
    String reference = analysis.manifest().plan().referenceEngine();
    double margin = analysis.manifest().plan().marginRatio();
    for (String engine : analysis.candidates()) {
      List<RatioForest.Row> rows = new ArrayList<>();
      VerdictSection.byCondition(analysis, engine)
          .forEach(
              (condition, verdict) ->
                  forestRow(verdict, names, analysis.inFlight()).ifPresent(rows::add));
      List<Cell> valid =
          VerdictSection.byCondition(analysis, engine).values().stream()
              .filter(j -> j.comparison().verdict() != Verdict.INVALID)
              .map(CellVerdict::condition)
              .toList();
      analysis
          .overall(valid, engine, Metric.THROUGHPUT)
          .ifPresent(ratio -> rows.add(overallRow(ratio)));
      addPanel(panels, engine + " against " + reference, engine, false, rows, margin, analysis);
    }
    List<RatioForest.Row> control = new ArrayList<>();
    for (Cell condition : conditions) {
      analysis
          .control(condition)
          .ifPresent(
              arm ->
                  control.add(
                      new RatioForest.Row(
                          names.label(condition),
                          arm.estimate().ratio(),
                          Optional.of(arm.estimate().interval(0.95)),
                          OptionalDouble.empty(),
                          "p " + Figures.p(arm.pValue()),
                          arm.rejects())));
    }
    addPanel(
        panels,
        "Control: " + reference + " against itself",
        reference,
        true,
        control,
        margin,
        analysis);
    return panels;
  }

  private static void addPanel(
      List<Panel> panels,
      String title,
      String engine,
      boolean control,
      List<RatioForest.Row> rows,
      double margin,
      RunAnalysis analysis) {
    if (!rows.isEmpty()) {
      String id =
          (control ? "forest-control-" : "forest-") + engine.replaceAll("[^A-Za-z0-9]", "-");
      panels.add(
          new Panel(
              title,
              RatioForest.draw(id, title, engine, control, rows, margin, analysis.engines())));
    }
  }

  private static Optional<RatioForest.Row> forestRow(
      CellVerdict verdict, CellNames names, InFlight inFlight) {
    Comparison comparison = verdict.comparison();
    return comparison
        .evidence()
        .map(
            evidence ->
                new RatioForest.Row(
                    names.label(verdict.condition().withEngine(verdict.engine()), inFlight),
                    evidence.ratio(),
                    Optional.of(evidence.adjustedInterval()),
                    ratioOf2009(verdict),
                    shortWord(comparison),
                    comparison.verdict() == Verdict.FASTER
                        || comparison.verdict() == Verdict.SLOWER));
  }

  private static RatioForest.Row overallRow(LogRatio ratio) {
    return new RatioForest.Row(
        "overall",
        ratio.ratio(),
        Optional.of(ratio.interval(0.95)),
        OptionalDouble.empty(),
        Figures.difference(ratio.ratio()),
        false);
  }

  private static String shortWord(Comparison comparison) {
    return comparison.verdict() == Verdict.REAL_BUT_NEGLIGIBLE ? "NEGLIGIBLE" : comparison.word();
  }

  /** The ratio that the figures of 2009 give for a comparison; empty where either is missing. */
  public static OptionalDouble ratioOf2009(CellVerdict verdict) {
    OptionalDouble engine = Mail2009.throughput(verdict.condition().withEngine(verdict.engine()));
    OptionalDouble reference =
        Mail2009.throughput(verdict.condition().withEngine(verdict.reference()));
    return engine.isPresent() && reference.isPresent()
        ? OptionalDouble.of(engine.getAsDouble() / reference.getAsDouble())
        : OptionalDouble.empty();
  }
}
