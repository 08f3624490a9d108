package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.InFlight;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.charts.Legend;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.Companion;
import io.aiorevisited.analysis.stats.verdict.Comparison;
import io.aiorevisited.analysis.stats.verdict.Evidence;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import io.aiorevisited.reports.text.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The verdicts as the page shows them.
 *
 * @param reference engine that all are compared with
 * @param margin difference that matters, written
 * @param adjusted confidence at which all intervals hold at once, written
 * @param engines columns of the map
 * @param map the map of ratios, a row a condition
 * @param panels a forest plot an engine, and the control arm's
 * @param rows every comparison
 * @param note which engines had fewer requests in flight than asked for; empty if none had
 */
public record VerdictSection(
    String reference,
    String margin,
    String adjusted,
    List<Column> engines,
    List<MapRow> map,
    List<Panel> panels,
    List<Row> rows,
    String note) {

  /** One engine's column of the map. */
  public record Column(Svg mark, String engine) {}

  /** One condition's row of the map. */
  public record MapRow(String condition, List<MapCell> cells) {}

  /**
   * A place of the map.
   *
   * @param difference written; empty where there is none
   * @param glyph a sign for the verdict
   * @param word verdict
   * @param tone better, worse or none: the colour's side
   * @param strength of the colour, in per cent
   * @param anchor of the row in the table of verdicts
   */
  public record MapCell(
      String difference, String glyph, String word, String tone, int strength, String anchor) {}

  /** One comparison in full. */
  public record Row(
      String anchor,
      String engine,
      String condition,
      int rounds,
      String difference,
      String interval,
      String adjustedInterval,
      String p,
      String holmP,
      String verdict,
      String glyph,
      List<String> notes) {}

  private static final double FULL_STRENGTH = Math.log(1.25);

  public static VerdictSection of(RunAnalysis analysis, boolean charts) {
    String reference = analysis.manifest().plan().referenceEngine();
    List<Cell> conditions =
        analysis.verdicts().stream()
            .map(CellVerdict::condition)
            .distinct()
            .sorted(Cell.tableOrder())
            .toList();
    int family = Math.max(1, analysis.verdicts().size());
    CellNames names = CellNames.of(analysis.manifest().plan());
    return new VerdictSection(
        reference,
        Figures.roundPercent(analysis.manifest().plan().marginRatio()),
        Figures.percent(1 - (1 - analysis.manifest().plan().confidence()) / family),
        analysis.candidates().stream()
            .map(e -> new Column(Legend.mark(e, false, analysis.engines()), e))
            .toList(),
        map(analysis, conditions, names),
        charts ? ForestPanels.of(analysis, conditions) : List.of(),
        analysis.candidates().stream()
            .flatMap(engine -> byCondition(analysis, engine).values().stream())
            .map(verdict -> row(verdict, names, analysis.inFlight()))
            .toList(),
        analysis.inFlight().note(conditions, analysis.engines()));
  }

  /** An engine's comparisons in the order of tables. */
  public static Map<Cell, CellVerdict> byCondition(RunAnalysis analysis, String engine) {
    return analysis.verdicts().stream()
        .filter(j -> j.engine().equals(engine))
        .sorted((a, b) -> Cell.tableOrder().compare(a.condition(), b.condition()))
        .collect(
            Collectors.toMap(
                CellVerdict::condition, Function.identity(), (a, b) -> a, LinkedHashMap::new));
  }

  private static List<MapRow> map(RunAnalysis analysis, List<Cell> conditions, CellNames names) {
    List<Map<Cell, CellVerdict>> byEngine =
        analysis.candidates().stream().map(engine -> byCondition(analysis, engine)).toList();
    return conditions.stream()
        .map(
            condition ->
                new MapRow(
                    names.label(condition),
                    byEngine.stream().map(mine -> mapCell(mine.get(condition), names)).toList()))
        .toList();
  }

  /** The anchor of a comparison's row; no two conditions of a run have one label. */
  static String anchor(String engine, String label) {
    return (engine + "-" + label).replaceAll("[^A-Za-z0-9]+", "-");
  }

  private static MapCell mapCell(CellVerdict verdict, CellNames names) {
    if (verdict == null) {
      return new MapCell("", "", "", "none", 0, "");
    }
    Comparison comparison = verdict.comparison();
    Optional<Double> ratio = comparison.evidence().map(Evidence::ratio);
    double log = ratio.map(Math::log).orElse(0.0);
    boolean shown = comparison.verdict() != Verdict.INVALID;
    return new MapCell(
        ratio.map(Figures::difference).orElse(""),
        glyph(comparison.verdict()),
        comparison.word(),
        !shown || log == 0 ? "none" : log > 0 ? "better" : "worse",
        (int) Math.round(60 * Math.min(1, Math.abs(log) / FULL_STRENGTH)),
        anchor(verdict.engine(), names.label(verdict.condition())));
  }

  /** A sign that tells verdicts apart without colour. */
  public static String glyph(Verdict verdict) {
    return switch (verdict) {
      case FASTER -> "▲";
      case SLOWER -> "▼";
      case EQUIVALENT -> "=";
      case REAL_BUT_NEGLIGIBLE -> "≈";
      case FASTER_SIZE_UNCERTAIN, SLOWER_SIZE_UNCERTAIN -> "◇";
      case INCONCLUSIVE -> "?";
      case TOO_FEW_ROUNDS -> "…";
      case INVALID -> "×";
    };
  }

  private static Row row(CellVerdict verdict, CellNames names, InFlight inFlight) {
    Comparison comparison = verdict.comparison();
    Optional<Evidence> evidence = comparison.evidence();
    return new Row(
        anchor(verdict.engine(), names.label(verdict.condition())),
        verdict.engine(),
        names.label(verdict.condition().withEngine(verdict.engine()), inFlight),
        comparison.contest().count(),
        evidence.map(e -> Figures.difference(e.ratio())).orElse("–"),
        evidence.map(Evidence::interval).map(Figures::differences).orElse("–"),
        evidence.map(Evidence::adjustedInterval).map(Figures::differences).orElse("–"),
        evidence.map(e -> Figures.p(e.pValue())).orElse("–"),
        evidence.map(e -> Figures.p(e.holmP())).orElse("–"),
        comparison.word(),
        glyph(comparison.verdict()),
        notes(comparison));
  }

  /** What a reader must know beside the verdict. */
  public static List<String> notes(Comparison comparison) {
    List<String> notes = new ArrayList<>(comparison.reasons());
    comparison
        .evidence()
        .ifPresent(
            evidence -> {
              if (comparison.methodSensitive()) {
                notes.add(
                    "method-sensitive: "
                        + evidence.companions().disagreeing().stream()
                            .map(Companion::words)
                            .collect(Collectors.joining(", "))
                        + " disagrees");
              }
              evidence
                  .withoutSevere()
                  .ifPresent(
                      without ->
                          notes.add(
                              "without severe outliers "
                                  + Figures.difference(without.ratio())
                                  + " ("
                                  + interval(without)
                                  + ")"));
              if (comparison.verdict() == Verdict.INCONCLUSIVE) {
                notes.add(
                    String.format(
                        Locale.ROOT,
                        "detectable difference %s, about %d more round%s",
                        Figures.percent(evidence.detectableDifference()),
                        comparison.moreRounds().orElse(0),
                        comparison.moreRounds().orElse(0) == 1 ? "" : "s"));
              }
            });
    return notes;
  }

  private static String interval(LogRatio ratio) {
    Interval interval = ratio.interval(0.95);
    return Figures.differences(interval);
  }
}
