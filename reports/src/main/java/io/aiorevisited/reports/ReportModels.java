package io.aiorevisited.reports;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.charts.Legend;
import io.aiorevisited.analysis.charts.Svg;
import io.aiorevisited.analysis.claims.Claims;
import io.aiorevisited.analysis.claims.ThroughputUnit;
import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.stats.MeanEstimate;
import io.aiorevisited.reports.ReportModel.ClaimView;
import io.aiorevisited.reports.ReportModel.EntryView;
import io.aiorevisited.reports.ReportModel.LegendView;
import io.aiorevisited.reports.ReportModel.Link;
import io.aiorevisited.reports.ReportModel.RowView;
import io.aiorevisited.reports.ReportModel.TableView;
import io.aiorevisited.reports.ThroughputTable.Column;
import io.aiorevisited.reports.ThroughputTable.Entry;
import io.aiorevisited.reports.ThroughputTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Works out what the page of a run shows. */
final class ReportModels {

  private final RunAnalysis analysis;
  private final List<String> engines;
  private final Optional<String> chartsMissing;

  private ReportModels(RunAnalysis analysis, Optional<String> chartsMissing) {
    this.chartsMissing = chartsMissing;
    this.analysis = analysis;
    this.engines = analysis.engines();
  }

  static ReportModel of(RunAnalysis analysis, Optional<String> chartsMissing) {
    return new ReportModels(analysis, chartsMissing).model();
  }

  private ReportModel model() {
    RunManifest manifest = analysis.manifest();
    return new ReportModel(
        manifest.host().hostname(),
        manifest.createdAt(),
        manifest.plan().profile(),
        "./run.sh " + String.join(" ", manifest.commandLine()),
        trialsInWords(analysis.trials()),
        Figures.roundPercent(manifest.plan().confidence()),
        Answer.of(analysis),
        Verdicts.of(analysis, chartsMissing.isEmpty()),
        ThroughputTables.of(analysis).stream().map(this::table).toList(),
        LatencyPage.of(analysis, chartsMissing.isEmpty()),
        CpuSections.of(analysis, chartsMissing.isEmpty()).orElse(null),
        ProfileSection.of(analysis).orElse(null),
        VariancePage.of(analysis, chartsMissing.isEmpty()),
        claims(),
        Warnings.of(analysis),
        chartsMissing.orElse(null),
        Facts.ofHost(manifest.host()),
        Facts.ofPlan(manifest.plan()),
        Facts.ofVersions(manifest.versions()));
  }

  private List<ClaimView> claims() {
    Set<String> anchors =
        analysis.verdicts().stream()
            .map(j -> CellNames.anchor(j.engine(), j.condition()))
            .collect(Collectors.toSet());
    return Claims.of(analysis).stream()
        .map(
            result ->
                new ClaimView(
                    result.claim().name(),
                    result.claim().words(),
                    result.decision().word(),
                    result.evidence(),
                    result.rule(),
                    result.conditions().stream()
                        .map(
                            c ->
                                new Link(
                                    CellNames.anchor(result.engine(), c), CellNames.condition(c)))
                        .filter(link -> anchors.contains(link.anchor()))
                        .toList()))
        .toList();
  }

  private static String trialsInWords(List<TrialRecord> trials) {
    if (trials.isEmpty()) {
      return "no trial";
    }
    return trials.stream()
        .collect(Collectors.groupingBy(TrialRecord::status, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.<TrialStatus, Long>comparingByKey())
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", ", trials.size() + " trials: ", ""));
  }

  private TableView table(ThroughputTable table) {
    boolean charts = chartsMissing.isEmpty();
    List<LegendView> legend = new ArrayList<>();
    for (Row row : table.rows()) {
      if (!row.engine().equals("null")) {
        legend.add(new LegendView(mark(row), row.name() + " (" + row.detail() + ")"));
      }
    }
    return new TableView(
        table.id(),
        table.workload() + ", " + table.unit().label(),
        table.unit().meaning(),
        table.setting(),
        table.columns().stream().map(Column::label).toList(),
        table.rows().stream().map(row -> row(row, table.unit())).toList(),
        charts ? ThroughputCharts.today(table, engines).orElse(null) : null,
        charts ? ThroughputCharts.of2009(table, engines).orElse(null) : null,
        legend);
  }

  private Svg mark(Row row) {
    return Legend.mark(row.engine(), row.control(), engines);
  }

  private RowView row(Row row, ThroughputUnit unit) {
    return new RowView(
        mark(row),
        row.name(),
        row.detail(),
        row.control(),
        row.entries().stream().map(entry -> entry(entry, unit)).toList());
  }

  private static EntryView entry(Entry entry, ThroughputUnit unit) {
    String of2009 =
        entry.of2009().isPresent() ? Figures.of2009(entry.of2009().getAsDouble()) : null;
    if (entry.result() instanceof CellResult.Measured measured) {
      MeanEstimate mean = measured.bytesPerSecond();
      return new EntryView(
          Figures.throughput(unit.fromBytesPerSecond(mean.mean()), unit),
          mean.interval()
              .map(i -> "± " + Figures.throughput(unit.fromBytesPerSecond(i.halfWidth()), unit))
              .orElse("one trial: no interval"),
          "n "
              + mean.count()
              + (mean.count() > 1 ? ", CV " + Figures.percent(mean.coefficientOfVariation()) : ""),
          of2009,
          null,
          null);
    }
    if (entry.result() instanceof CellResult.Unusable unusable) {
      return new EntryView(null, null, null, of2009, unusable.status().name(), unusable.reason());
    }
    return new EntryView(null, null, null, of2009, "not run", null);
  }
}
