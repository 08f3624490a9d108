package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.Arm;
import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.VarianceOfArm;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.series.OrderTrend;
import io.aiorevisited.analysis.stats.spread.OneWayComponents;
import io.aiorevisited.reports.text.Figures;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the spread comes from, as the page shows it.
 *
 * @param rows one an arm
 * @param controls the reference against itself, one a condition
 * @param dots a chart a condition; empty if there are more than can be looked at
 * @param sequence a chart an engine
 */
public record VarianceSection(
    List<Row> rows, List<Control> controls, List<Panel> dots, List<Panel> sequence) {

  /** The reference against itself in one condition. */
  public record Control(
      String condition, int rounds, String difference, String interval, String p) {}

  /**
   * One arm.
   *
   * @param betweenPercent share between trials, 0 to 100, for the bar; -1 where it is not known
   */
  public record Row(
      String condition,
      String engine,
      int trials,
      String between,
      String within,
      int betweenPercent,
      String icc,
      String trend,
      String changes,
      String outliers) {}

  private static final String NONE = "–";

  public static VarianceSection of(RunAnalysis analysis, boolean charts) {
    List<VarianceOfArm> variances = analysis.variances();
    CellNames names = CellNames.of(analysis.manifest().plan());
    return new VarianceSection(
        variances.stream().map(variance -> row(variance, names, analysis)).toList(),
        analysis.conditions().stream()
            .flatMap(
                condition ->
                    analysis.control(condition).stream()
                        .map(
                            arm ->
                                new Control(
                                    names.label(condition),
                                    arm.estimate().count(),
                                    Figures.difference(arm.estimate().ratio()),
                                    Figures.differences(arm.estimate().interval(0.95)),
                                    Figures.p(arm.pValue()))))
            .toList(),
        charts ? TrialCharts.dots(analysis) : List.of(),
        charts ? TrialCharts.sequence(analysis) : List.of());
  }

  private static Row row(VarianceOfArm variance, CellNames names, RunAnalysis analysis) {
    Arm arm = variance.arm();
    Optional<OneWayComponents> components = variance.components();
    return new Row(
        names.label(arm.cell(), analysis.inFlight()),
        analysis.guests().named(arm.cell().engine()) + (arm.control() ? " (control)" : ""),
        variance.trials(),
        variance
            .betweenCv()
            .map(cv -> Figures.percent(cv) + (components.get().betweenRaw() < 0 ? " *" : ""))
            .orElse(NONE),
        variance.withinCv().map(Figures::percent).orElse(NONE),
        variance.betweenShare().map(share -> (int) Math.round(100 * share)).orElse(-1),
        components.map(VarianceSection::icc).orElse(NONE),
        variance.trend().map(OrderTrend::pValue).map(Figures::p).orElse(NONE),
        variance.changes().isEmpty()
            ? "none"
            : variance.changes().stream()
                .map(trial -> "from trial " + trial)
                .collect(Collectors.joining(", ")),
        Integer.toString(variance.outliers()));
  }

  private static String icc(OneWayComponents components) {
    Interval interval = components.intraclassInterval(0.95);
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f)",
        Math.max(0, components.intraclassCorrelation()),
        Math.max(0, interval.lower()),
        Math.max(0, interval.upper()));
  }
}
