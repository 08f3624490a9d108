package io.aiorevisited.reports.section.cpu;

import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.charts.CpuScatterChart;
import io.aiorevisited.analysis.charts.CpuStackChart;
import io.aiorevisited.analysis.charts.CpuStackChart.Stack;
import io.aiorevisited.analysis.charts.Legend;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.cpu.CellCpu;
import io.aiorevisited.analysis.cpu.CpuEstimates;
import io.aiorevisited.analysis.cpu.CpuPart;
import io.aiorevisited.analysis.cpu.TrialCpu;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.reports.section.EngineMark;
import io.aiorevisited.reports.section.ThroughputTable;
import io.aiorevisited.reports.section.ThroughputTable.Column;
import io.aiorevisited.reports.section.ThroughputTable.Row;
import io.aiorevisited.reports.section.ThroughputTables;
import io.aiorevisited.reports.section.cpu.CpuSection.CostEntry;
import io.aiorevisited.reports.section.cpu.CpuSection.CostRow;
import io.aiorevisited.reports.section.cpu.CpuSection.CostTable;
import io.aiorevisited.reports.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Works out what the page says of CPU time. */
public final class CpuTables {

  private static final String UNIT = "CPU s/GiB";

  private final RunAnalysis analysis;
  private final boolean charts;
  private final CpuEstimates estimates;

  private CpuTables(RunAnalysis analysis, boolean charts) {
    this.analysis = analysis;
    this.charts = charts;
    this.estimates = CpuEstimates.of(analysis);
  }

  /** Returns the section; empty where no ledger was kept. */
  public static Optional<CpuSection> of(RunAnalysis analysis, boolean charts) {
    CpuTables sections = new CpuTables(analysis, charts);
    return sections.estimates.all().isEmpty() ? Optional.empty() : Optional.of(sections.section());
  }

  private CpuSection section() {
    return new CpuSection(
        Figures.roundPercent(analysis.manifest().plan().confidence()),
        analysis.manifest().plan().referenceEngine(),
        CpuMatrix.of(analysis, estimates),
        ThroughputTables.of(analysis).stream().filter(this::hasAny).map(this::table).toList(),
        LedgerFacts.of(analysis, estimates));
  }

  private boolean hasAny(ThroughputTable table) {
    return table.rows().stream()
        .anyMatch(row -> table.columns().stream().anyMatch(c -> cpu(row, c).isPresent()));
  }

  private Optional<CellCpu> cpu(Row row, Column column) {
    return estimates.of(column.condition().withEngine(row.engine()), row.control());
  }

  private CostTable table(ThroughputTable table) {
    String id = "cpu-" + table.id();
    List<Row> shown = table.rows().stream().filter(Row::isDrawn).toList();
    return new CostTable(
        id,
        table.workload() + ", " + UNIT,
        table.setting(),
        table.columns().stream().map(Column::label).toList(),
        table.rows().stream().map(row -> row(table, row)).toList(),
        charts ? stack(id, table, shown) : null,
        charts ? scatter(id, table, shown).orElse(null) : null,
        shown.stream()
            .filter(row -> !row.control())
            .map(row -> new EngineMark(mark(row), row.name() + " (" + row.detail() + ")"))
            .toList(),
        table.note());
  }

  private Svg mark(Row row) {
    return Legend.mark(row.engine(), row.control(), analysis.engines());
  }

  private CostRow row(ThroughputTable table, Row row) {
    return new CostRow(
        mark(row),
        row.name(),
        row.detail(),
        row.control(),
        table.columns().stream().map(column -> entry(row, column)).toList());
  }

  private CostEntry entry(Row row, Column column) {
    return cpu(row, column)
        .map(
            cell ->
                entry(
                    cell,
                    row.accelerator(),
                    row.control() ? null : verdict(row.engine(), column.condition())))
        .orElse(CostEntry.NONE);
  }

  private static CostEntry entry(CellCpu cell, String accelerator, String verdict) {
    CpuSection.Value cost = CpuFigures.value(cell.secondsPerGib());
    return new CostEntry(
        accelerator.isEmpty()
            ? cost
            : new CpuSection.Value(cost.figure() + " " + accelerator, cost.interval()),
        CpuFigures.threeDigits(cell.microsPerRequest().mean()),
        CpuFigures.threeDigits(cell.submitterMicrosPerRequest()),
        ofEngine(cell, TrialCpu::wakeUpsPerRequest),
        mean(cell, TrialCpu::engineSwitchesPerRequest),
        ofEngine(cell, TrialCpu::syscallsPerRequest),
        deviceRequests(cell),
        verdict);
  }

  /** What an engine of ours counts, and nobody does for a program of others. */
  private static String ofEngine(CellCpu cell, ToDoubleFunction<TrialCpu> figure) {
    return cell.trials().stream().anyMatch(TrialCpu::isOfProgram) ? "–" : mean(cell, figure);
  }

  private static String mean(CellCpu cell, ToDoubleFunction<TrialCpu> figure) {
    return CpuFigures.threeDigits(cell.mean(figure));
  }

  private static String deviceRequests(CellCpu cell) {
    boolean counted =
        cell.trials().stream().allMatch(t -> t.deviceRequestsPerRequest().isPresent());
    return counted ? mean(cell, t -> t.deviceRequestsPerRequest().orElseThrow()) : null;
  }

  private String verdict(String engine, Cell condition) {
    return analysis.cpuVerdicts().stream()
        .filter(j -> j.engine().equals(engine) && j.condition().equals(condition))
        .map(CellVerdict::comparison)
        .map(c -> c.word() + c.evidence().map(e -> " " + Figures.difference(e.ratio())).orElse(""))
        .findFirst()
        .orElse(null);
  }

  private Svg stack(String id, ThroughputTable table, List<Row> rows) {
    List<CpuStackChart.Series> series = new ArrayList<>();
    for (Row row : rows) {
      if (!row.control()) {
        List<Stack> stacks = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
          int column = i;
          cpu(row, table.columns().get(i)).ifPresent(cell -> stacks.add(stack(column, cell)));
        }
        series.add(new CpuStackChart.Series(row.engine(), stacks));
      }
    }
    return CpuStackChart.draw(
        id + "-stack",
        table.workload() + ", who spent the CPU time",
        UNIT,
        table.columns().stream().map(Column::label).toList(),
        series,
        analysis.engines());
  }

  private static Stack stack(int column, CellCpu cell) {
    double jvm =
        perGib(cell, CpuPart.COMPILER)
            + perGib(cell, CpuPart.COLLECTOR)
            + perGib(cell, CpuPart.JVM_OTHER)
            + perGib(cell, CpuPart.EXITED);
    double others =
        perGib(cell, CpuPart.ENGINE) + perGib(cell, CpuPart.DAEMON) + perGib(cell, CpuPart.VCPU);
    return new Stack(column, perGib(cell, CpuPart.HOME), others, jvm);
  }

  private static double perGib(CellCpu cell, CpuPart part) {
    return cell.mean(trial -> trial.secondsPerGib(trial.part(part).totalMicros()));
  }

  private Optional<Svg> scatter(String id, ThroughputTable table, List<Row> rows) {
    List<CpuScatterChart.Point> points = new ArrayList<>();
    for (Column column : table.columns()) {
      for (Row row : rows) {
        if (!row.control()) {
          cpu(row, column)
              .ifPresent(
                  cell ->
                      points.add(
                          new CpuScatterChart.Point(
                              row.engine(),
                              column.label(),
                              cell.secondsPerGib().mean(),
                              table.unit().from(cell.bytesPerSecond(), cell.arm().cell()))));
        }
      }
    }
    return points.isEmpty()
        ? Optional.empty()
        : Optional.of(
            CpuScatterChart.draw(
                id + "-scatter",
                table.workload() + ", CPU time against throughput",
                UNIT,
                table.unit().label(),
                points,
                analysis.engines()));
  }
}
