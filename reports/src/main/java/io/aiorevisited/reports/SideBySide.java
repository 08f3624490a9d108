package io.aiorevisited.reports;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.Floors;
import io.aiorevisited.analysis.Guests;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.ThroughputUnit;
import io.aiorevisited.analysis.charts.ChartSupport;
import io.aiorevisited.analysis.charts.Legend;
import io.aiorevisited.analysis.charts.ThroughputChart;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.stats.verdict.Evidence;
import io.aiorevisited.reports.section.AnswerSection;
import io.aiorevisited.reports.section.EngineMark;
import io.aiorevisited.reports.section.Panel;
import io.aiorevisited.reports.section.SettingSection;
import io.aiorevisited.reports.text.Figures;
import io.aiorevisited.reports.text.TextLines;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Several runs, of different hosts or settings, next to each other. Nothing is judged across runs:
 * each keeps its own verdicts.
 *
 * @param runs in the order given
 * @param facts what differs between the machines and the plans, one value a run
 * @param common what all cells of all runs have in common, in words
 * @param conditions every condition of any run, with its engines
 * @param panels a chart a condition, a column a run; empty where there are more than can be looked
 *     at
 */
public record SideBySide(
    List<Run> runs,
    List<FactRow> facts,
    List<String> common,
    List<ConditionRows> conditions,
    List<Panel> panels) {

  /** One run. */
  public record Run(String name, String host, String headline) {}

  /** A fact with one value a run. */
  public record FactRow(String name, List<String> values) {}

  /** The engines of one condition. */
  public record ConditionRows(String condition, String unit, List<EngineRow> engines) {}

  /** One engine with one entry a run. */
  public record EngineRow(String engine, List<Entry> entries) {}

  /**
   * One run's place.
   *
   * @param figure mean with half its interval, or a word
   * @param verdict against that run's reference; empty for the reference itself
   */
  public record Entry(String figure, String verdict) {}

  /** More charts than this nobody compares by eye. */
  private static final int MOST_PANELS = 24;

  private static final String ABSENT = "–";

  /** The marks of the charts. */
  public List<EngineMark> legend() {
    List<String> engines =
        conditions.stream()
            .flatMap(c -> c.engines().stream())
            .map(EngineRow::engine)
            .distinct()
            .toList();
    return engines.stream()
        .filter(engine -> !Floors.has(engine))
        .map(engine -> new EngineMark(Legend.mark(engine, false, engines), engine))
        .toList();
  }

  /** Lays out the runs. */
  public static SideBySide of(List<RunAnalysis> analyses) {
    List<Run> runs =
        analyses.stream()
            .map(
                a ->
                    new Run(
                        a.manifest().runId(),
                        a.manifest().host().hostname(),
                        AnswerSection.of(a).headline()))
            .toList();
    List<Cell> conditions =
        analyses.stream()
            .flatMap(a -> a.conditions().stream())
            .distinct()
            .sorted(Cell.tableOrder())
            .toList();
    CellNames names = CellNames.of(conditions);
    return new SideBySide(
        runs,
        facts(analyses),
        names.common(),
        conditions.stream().map(c -> conditionRows(c, names, analyses)).toList(),
        panels(conditions, names, analyses));
  }

  private static List<FactRow> facts(List<RunAnalysis> analyses) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int run = 0; run < analyses.size(); run++) {
      List<SettingSection.Fact> facts = new ArrayList<>();
      facts.addAll(SettingSection.ofHost(analyses.get(run).manifest().host()));
      facts.addAll(SettingSection.ofPlan(analyses.get(run).manifest().plan()));
      facts.addAll(SettingSection.ofVersions(analyses.get(run).manifest().versions()));
      for (SettingSection.Fact fact : facts) {
        List<String> row =
            values.computeIfAbsent(
                fact.name(), name -> new ArrayList<>(Collections.nCopies(analyses.size(), ABSENT)));
        row.set(run, fact.value());
      }
    }
    return values.entrySet().stream()
        .filter(entry -> Set.copyOf(entry.getValue()).size() > 1)
        .map(entry -> new FactRow(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  private static List<Panel> panels(
      List<Cell> conditions, CellNames names, List<RunAnalysis> analyses) {
    if (conditions.size() > MOST_PANELS || ChartSupport.missing().isPresent()) {
      return List.of();
    }
    List<String> engines =
        analyses.stream()
            .flatMap(a -> a.engines().stream())
            .distinct()
            .filter(engine -> !Floors.has(engine))
            .filter(engine -> analyses.stream().allMatch(a -> a.guests().mayShowWithNative(engine)))
            .toList();
    List<String> columns = new ArrayList<>();
    for (RunAnalysis analysis : analyses) {
      columns.add("[" + (columns.size() + 1) + "] " + analysis.manifest().host().hostname());
    }
    List<Panel> panels = new ArrayList<>();
    for (Cell condition : conditions) {
      ThroughputUnit unit = ThroughputUnit.of(condition.workload());
      List<ThroughputChart.Series> series =
          engines.stream().map(engine -> series(analyses, condition, engine, unit)).toList();
      if (series.stream().anyMatch(one -> !one.points().isEmpty())) {
        String title = names.label(condition) + ", " + unit.label();
        String id = "runs-" + (panels.size() + 1);
        panels.add(
            new Panel(
                title, ThroughputChart.draw(id, title, unit.label(), columns, series, engines)));
      }
    }
    return panels;
  }

  private static ThroughputChart.Series series(
      List<RunAnalysis> analyses, Cell condition, String engine, ThroughputUnit unit) {
    List<ThroughputChart.Point> points = new ArrayList<>();
    for (int run = 0; run < analyses.size(); run++) {
      CellResult result = analyses.get(run).estimates().of(condition.withEngine(engine), false);
      if (result instanceof CellResult.Measured measured) {
        points.add(
            new ThroughputChart.Point(
                run,
                unit.from(measured.bytesPerSecond().mean(), condition),
                measured.bytesPerSecond().interval().map(i -> unit.from(i, condition))));
      }
    }
    return new ThroughputChart.Series(engine, false, points);
  }

  private static ConditionRows conditionRows(
      Cell condition, CellNames names, List<RunAnalysis> analyses) {
    Set<String> engines = new LinkedHashSet<>();
    analyses.forEach(a -> engines.addAll(a.engines()));
    ThroughputUnit unit = ThroughputUnit.of(condition.workload());
    List<EngineRow> rows = new ArrayList<>();
    for (String engine : engines) {
      List<Entry> entries = analyses.stream().map(a -> entry(a, condition, engine, unit)).toList();
      if (entries.stream().anyMatch(e -> !e.figure().equals(ABSENT))) {
        rows.add(new EngineRow(engine, entries));
      }
    }
    String label = names.label(condition);
    String size = " of " + CellNames.size(condition.sizeBytes());
    return new ConditionRows(label.endsWith(size) ? label : label + size, unit.label(), rows);
  }

  private static Entry entry(
      RunAnalysis analysis, Cell condition, String engine, ThroughputUnit unit) {
    CellResult result = analysis.estimates().of(condition.withEngine(engine), false);
    Optional<CellVerdict> judged =
        analysis.verdicts().stream()
            .filter(j -> j.engine().equals(engine) && j.condition().equals(condition))
            .findFirst();
    String verdict =
        judged
            .map(
                j ->
                    j.comparison()
                            .evidence()
                            .map(Evidence::ratio)
                            .map(Figures::difference)
                            .orElse("")
                        + " "
                        + j.comparison().word())
            .orElse("");
    if (result instanceof CellResult.Measured measured) {
      String accelerator = Guests.isGuest(engine) ? " " + analysis.guests().label() : "";
      String mean =
          Figures.throughput(unit.from(measured.bytesPerSecond().mean(), condition), unit)
              + accelerator;
      return new Entry(
          measured
              .bytesPerSecond()
              .interval()
              .map(
                  i ->
                      mean
                          + " "
                          + Figures.plusMinus(
                              measured.bytesPerSecond().mean(),
                              i,
                              Figures.throughput(unit.from(i.halfWidth(), condition), unit)))
              .orElse(mean),
          verdict.strip());
    }
    if (result instanceof CellResult.Unusable unusable) {
      return new Entry(unusable.status().name(), verdict.strip());
    }
    return new Entry(ABSENT, "");
  }

  /** Prints the runs as plain text, 80 columns wide, one run a line under each engine. */
  public void print(PrintStream out) {
    for (int i = 0; i < runs.size(); i++) {
      TextLines.wrap(
              "["
                  + (i + 1)
                  + "] "
                  + runs.get(i).name()
                  + " on "
                  + runs.get(i).host()
                  + ": "
                  + runs.get(i).headline(),
              "    ")
          .forEach(out::println);
    }
    for (FactRow fact : facts) {
      out.println("differs: " + fact.name());
      for (int i = 0; i < runs.size(); i++) {
        TextLines.wrap("    [" + (i + 1) + "] " + fact.values().get(i), "        ")
            .forEach(out::println);
      }
    }
    if (!common.isEmpty()) {
      TextLines.wrap("all cells: " + String.join(", ", common), "  ").forEach(out::println);
    }
    for (ConditionRows condition : conditions) {
      out.println();
      out.println(condition.condition() + ", " + condition.unit());
      for (EngineRow engine : condition.engines()) {
        String name = engine.engine();
        for (int i = 0; i < runs.size(); i++) {
          Entry entry = engine.entries().get(i);
          if (!entry.figure().equals(ABSENT)) {
            out.println(
                String.format(
                        "  %-12.12s [%d] %-28s %s",
                        name, i + 1, entry.figure().replace("±", "+-"), entry.verdict())
                    .stripTrailing());
            name = "";
          }
        }
      }
    }
  }
}
