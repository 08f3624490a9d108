package io.aiorevisited.reports;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.RunComparison;
import io.aiorevisited.analysis.RunComparison.JudgedCell;
import io.aiorevisited.analysis.charts.ChartSupport;
import io.aiorevisited.analysis.charts.RatioForest;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.analysis.stats.verdict.Comparison;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import io.aiorevisited.reports.section.SettingSection;
import io.aiorevisited.reports.section.VerdictSection;
import io.aiorevisited.reports.text.Figures;
import io.aiorevisited.reports.text.TextLines;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Before and after, as a person reads it.
 *
 * @param before name of the earlier run
 * @param after name of the later run
 * @param headline what came of it
 * @param common what all cells of both runs have in common, in words
 * @param changed what differs between the two machines and programs
 * @param panels a forest plot an engine
 * @param rows every cell that both measured
 * @param refused cells that can't be compared, and why
 */
public record CompareReport(
    String before,
    String after,
    String headline,
    List<String> common,
    List<Changed> changed,
    List<Panel> panels,
    List<Row> rows,
    List<String> refused) {

  /** A fact that is not the same in both runs. */
  public record Changed(String name, String before, String after) {}

  /** A forest plot. */
  public record Panel(String title, Svg chart) {}

  /** One cell. */
  public record Row(
      String engine,
      String condition,
      int trials,
      String difference,
      String interval,
      String holmP,
      String verdict,
      String glyph,
      List<String> notes) {}

  /** Works out the report, with charts if this Java can draw. */
  public static CompareReport of(RunComparison comparison) {
    boolean charts = ChartSupport.missing().isEmpty();
    CellNames names = comparison.names();
    return new CompareReport(
        name(comparison.before()),
        name(comparison.after()),
        headline(comparison),
        names.common(),
        changed(comparison),
        charts ? panels(comparison, names) : List.of(),
        comparison.cells().stream().map(cell -> row(cell, names)).toList(),
        comparison.refused().stream()
            .map(r -> r.cell().engine() + ", " + names.label(r.cell()) + " " + r.reason())
            .toList());
  }

  private static String name(RunAnalysis run) {
    return run.manifest().runId();
  }

  private static String headline(RunComparison comparison) {
    long faster = count(comparison, Verdict.FASTER);
    long slower = count(comparison, Verdict.SLOWER);
    int all = comparison.cells().size();
    String cells = " of " + all + (all == 1 ? " cell" : " cells");
    if (faster == 0 && slower == 0) {
      long same =
          count(comparison, Verdict.EQUIVALENT) + count(comparison, Verdict.REAL_BUT_NEGLIGIBLE);
      return same == all
          ? "Nothing changed that matters: every cell is within the margin."
          : "No change is shown: " + same + cells + " are within the margin, the others are open.";
    }
    return "After is "
        + (faster > 0 ? "FASTER in " + faster : "")
        + (faster > 0 && slower > 0 ? " and " : "")
        + (slower > 0 ? "SLOWER in " + slower : "")
        + cells
        + ".";
  }

  private static long count(RunComparison comparison, Verdict verdict) {
    return comparison.cells().stream()
        .filter(cell -> cell.comparison().verdict() == verdict)
        .count();
  }

  private static List<Changed> changed(RunComparison comparison) {
    Map<String, String> before = facts(comparison.before());
    Map<String, String> after = facts(comparison.after());
    List<Changed> changed = new ArrayList<>();
    before.forEach(
        (name, value) -> {
          if (!value.equals(after.get(name))) {
            changed.add(new Changed(name, value, after.getOrDefault(name, "–")));
          }
        });
    return changed;
  }

  private static Map<String, String> facts(RunAnalysis run) {
    Map<String, String> facts = new LinkedHashMap<>();
    Host host = run.manifest().host();
    SettingSection.ofHost(host).forEach(fact -> facts.put(fact.name(), fact.value()));
    SettingSection.ofPlan(run.manifest().plan())
        .forEach(fact -> facts.put(fact.name(), fact.value()));
    SettingSection.ofVersions(run.manifest().versions())
        .forEach(fact -> facts.put("Version of " + fact.name(), fact.value()));
    facts.put("Rounds measured", Integer.toString(run.roundsSeen()));
    return facts;
  }

  private static List<Panel> panels(RunComparison comparison, CellNames names) {
    List<String> engines = comparison.before().engines();
    double margin =
        comparison.cells().stream()
            .mapToDouble(c -> c.comparison().margin())
            .min()
            .orElse(comparison.before().manifest().plan().marginRatio());
    List<Panel> panels = new ArrayList<>();
    for (String engine : engines) {
      List<RatioForest.Row> rows =
          comparison.cells().stream()
              .filter(cell -> cell.cell().engine().equals(engine))
              .flatMap(cell -> forestRow(cell, names).stream())
              .toList();
      if (!rows.isEmpty()) {
        panels.add(
            new Panel(
                engine + ", after against before",
                RatioForest.draw(
                    "compare-" + engine.replaceAll("[^A-Za-z0-9]", "-"),
                    engine + ", after against before",
                    engine,
                    false,
                    rows,
                    margin,
                    engines)));
      }
    }
    return panels;
  }

  private static Optional<RatioForest.Row> forestRow(JudgedCell cell, CellNames names) {
    return cell.comparison()
        .evidence()
        .map(
            evidence ->
                new RatioForest.Row(
                    names.label(cell.cell()),
                    evidence.ratio(),
                    Optional.of(evidence.adjustedInterval()),
                    OptionalDouble.empty(),
                    cell.comparison().word(),
                    cell.comparison().verdict() == Verdict.FASTER
                        || cell.comparison().verdict() == Verdict.SLOWER));
  }

  private static Row row(JudgedCell cell, CellNames names) {
    Comparison comparison = cell.comparison();
    return new Row(
        cell.cell().engine(),
        names.label(cell.cell()),
        comparison.contest().count(),
        comparison.evidence().map(e -> Figures.difference(e.ratio())).orElse("-"),
        comparison.evidence().map(e -> Figures.differences(e.interval())).orElse("-"),
        comparison.evidence().map(e -> Figures.p(e.holmP())).orElse("-"),
        comparison.word(),
        VerdictSection.glyph(comparison.verdict()),
        VerdictSection.notes(comparison));
  }

  /** Prints the comparison as plain text, 80 columns wide. */
  public void print(PrintStream out) {
    TextLines.wrap("after " + after + " against before " + before, "  ").forEach(out::println);
    TextLines.wrap(
            "throughput, 95 % interval (unpaired), verdict; what differs between"
                + " two sessions without anybody's doing counts as a difference too",
            "  ")
        .forEach(out::println);
    if (!common.isEmpty()) {
      TextLines.wrap("all cells: " + String.join(", ", common), "  ").forEach(out::println);
    }
    for (Map.Entry<String, List<Row>> engine :
        rows.stream()
            .collect(Collectors.groupingBy(Row::engine, LinkedHashMap::new, Collectors.toList()))
            .entrySet()) {
      out.println();
      out.println(engine.getKey());
      for (Row row : engine.getValue()) {
        out.println(
            TextLines.verdict(row.condition(), row.difference(), row.interval(), row.verdict()));
        if (!row.notes().isEmpty()) {
          TextLines.wrap("    " + String.join("; ", row.notes()), "    ").forEach(out::println);
        }
      }
    }
    out.println();
    TextLines.wrap(headline, "  ").forEach(out::println);
    for (Changed change : changed) {
      TextLines.wrap(
              "changed: " + change.name() + ": " + change.before() + " -> " + change.after(), "  ")
          .forEach(out::println);
    }
    refused.forEach(line -> TextLines.wrap("! " + line, "  ").forEach(out::println));
  }
}
