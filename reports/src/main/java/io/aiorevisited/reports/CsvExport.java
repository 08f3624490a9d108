package io.aiorevisited.reports;

import io.aiorevisited.analysis.Arm;
import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.Guests;
import io.aiorevisited.analysis.Metric;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.ThroughputUnit;
import io.aiorevisited.analysis.claims.Mail2009;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.MeanEstimate;
import io.aiorevisited.analysis.stats.verdict.Comparison;
import io.aiorevisited.analysis.stats.verdict.ControlArm;
import io.aiorevisited.analysis.stats.verdict.Evidence;
import io.aiorevisited.reports.section.VerdictSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Every estimate, interval, p and verdict as one table for programs: {@code kind} tells estimates,
 * comparisons, agreements with programs of others, guests and the control arm apart; a column that
 * does not apply is empty. Full precision.
 */
public final class CsvExport {

  private static final List<String> COLUMNS =
      List.of(
          "kind",
          "engine",
          "reference",
          "control",
          "workload",
          "operation",
          "blockSizeBytes",
          "depth",
          "splitBytes",
          "targetState",
          "cacheMode",
          "sizeBytes",
          "metric",
          "unit",
          "n",
          "mean",
          "low",
          "high",
          "confidence",
          "cvRatio",
          "status",
          "reason",
          "mail2009",
          "ratio",
          "ratioLow",
          "ratioHigh",
          "adjustedLow",
          "adjustedHigh",
          "p",
          "holmP",
          "tostP",
          "permutationP",
          "hodgesLehmannRatio",
          "bcaLow",
          "bcaHigh",
          "marginRatio",
          "detectableRatio",
          "moreRounds",
          "methodSensitive",
          "verdict",
          "notes",
          "tableUnit",
          "tableMean",
          "iops",
          "microsPerRequest",
          "inFlightAtMost",
          "accelerator");

  private final StringBuilder csv = new StringBuilder();

  private final RunAnalysis analysis;

  private CsvExport(RunAnalysis analysis) {
    this.analysis = analysis;
  }

  /** Writes {@code tables.csv} of a run. */
  public static void write(RunAnalysis analysis, Path file) throws IOException {
    CsvExport export = new CsvExport(analysis);
    export.line(COLUMNS);
    analysis
        .estimates()
        .all()
        .forEach(
            result -> export.estimate(result, analysis.inFlight().atMost(result.arm().cell())));
    analysis.verdicts().forEach(verdict -> export.comparison("comparison", verdict));
    analysis.cpuVerdicts().forEach(verdict -> export.comparison("comparison", verdict));
    analysis.agreements().forEach(verdict -> export.comparison("agreement", verdict));
    for (Metric metric : Metric.values()) {
      analysis.guestVerdicts(metric).forEach(verdict -> export.comparison("guest", verdict));
    }
    for (Cell condition : analysis.conditions()) {
      analysis
          .control(condition)
          .ifPresent(
              control ->
                  export.control(condition, analysis.manifest().plan().referenceEngine(), control));
    }
    OwnFile.TABLES.write(file, export.csv);
  }

  private void estimate(CellResult result, OptionalInt inFlight) {
    Arm arm = result.arm();
    Map<String, Object> row = row("estimate", arm.cell(), arm.cell().engine());
    row.put("control", arm.control());
    row.put("metric", Metric.THROUGHPUT.words());
    row.put("unit", Metric.THROUGHPUT.unit());
    Mail2009.throughput(arm.cell())
        .ifPresent(
            value ->
                row.put(
                    "mail2009", value + " " + ThroughputUnit.of(arm.cell().workload()).label()));
    if (result instanceof CellResult.Measured measured) {
      MeanEstimate mean = measured.bytesPerSecond();
      row.put("status", "OK");
      row.put("n", mean.count());
      row.put("mean", mean.mean());
      inShownUnits(row, measured);
      inFlight.ifPresent(most -> row.put("inFlightAtMost", most));
      mean.interval()
          .ifPresent(
              interval -> {
                interval(row, "low", "high", interval);
                row.put("confidence", interval.confidence());
                row.put("cvRatio", mean.coefficientOfVariation());
              });
    } else if (result instanceof CellResult.Unusable unusable) {
      row.put("status", unusable.status());
      row.put("reason", unusable.reason());
    } else {
      row.put("status", "NOT RUN");
    }
    write(row);
  }

  /** As the tables have it, beside the figure that is judged. */
  private static void inShownUnits(Map<String, Object> row, CellResult.Measured measured) {
    Cell cell = measured.arm().cell();
    ThroughputUnit unit = ThroughputUnit.of(cell.workload());
    double mean = measured.bytesPerSecond().mean();
    row.put("tableUnit", unit.label());
    row.put("tableMean", unit.from(mean, cell));
    row.put("iops", ThroughputUnit.iops(mean, cell));
    ThroughputUnit.microsPerRequest(measured)
        .ifPresent(micros -> row.put("microsPerRequest", micros));
  }

  private void comparison(String kind, CellVerdict verdict) {
    Comparison comparison = verdict.comparison();
    Map<String, Object> row = row(kind, verdict.condition(), verdict.engine());
    row.put("reference", verdict.reference());
    row.put("metric", verdict.metric().words());
    row.put("n", comparison.contest().count());
    row.put("marginRatio", comparison.margin());
    row.put("verdict", comparison.word());
    row.put("methodSensitive", comparison.methodSensitive());
    row.put("notes", String.join("; ", VerdictSection.notes(comparison)));
    comparison.moreRounds().ifPresent(rounds -> row.put("moreRounds", rounds));
    comparison.evidence().ifPresent(evidence -> evidence(row, evidence));
    write(row);
  }

  private static void evidence(Map<String, Object> row, Evidence evidence) {
    row.put("ratio", evidence.ratio());
    row.put("confidence", evidence.interval().confidence());
    interval(row, "ratioLow", "ratioHigh", evidence.interval());
    interval(row, "adjustedLow", "adjustedHigh", evidence.adjustedInterval());
    row.put("p", evidence.pValue());
    row.put("holmP", evidence.holmP());
    row.put("tostP", evidence.equivalence().pValue());
    row.put("permutationP", evidence.companions().permutationP());
    row.put("hodgesLehmannRatio", evidence.companions().hodgesLehmann());
    evidence.companions().bca().ifPresent(bca -> interval(row, "bcaLow", "bcaHigh", bca));
    row.put("detectableRatio", evidence.detectableDifference());
  }

  private void control(Cell condition, String reference, ControlArm control) {
    Map<String, Object> row = row("control", condition, reference);
    row.put("reference", reference);
    row.put("control", true);
    row.put("metric", Metric.THROUGHPUT.words());
    row.put("n", control.estimate().count());
    row.put("ratio", control.estimate().ratio());
    interval(row, "ratioLow", "ratioHigh", control.estimate().interval(0.95));
    row.put("confidence", 0.95);
    row.put("p", control.pValue());
    write(row);
  }

  private Map<String, Object> row(String kind, Cell cell, String engine) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("kind", kind);
    row.put("engine", engine);
    row.put("workload", cell.workload());
    row.put("operation", cell.operation());
    row.put("blockSizeBytes", cell.blockSizeBytes());
    row.put("depth", cell.depth());
    row.put("splitBytes", cell.splitBytes());
    row.put("targetState", cell.targetState());
    row.put("cacheMode", cell.cacheMode());
    row.put("sizeBytes", cell.sizeBytes());
    if (Guests.isGuest(engine)) {
      row.put("accelerator", analysis.guests().label());
    }
    return row;
  }

  private static void interval(
      Map<String, Object> row, String low, String high, Interval interval) {
    row.put(low, interval.lower());
    row.put(high, interval.upper());
  }

  private void write(Map<String, Object> row) {
    List<String> fields = new ArrayList<>();
    for (String column : COLUMNS) {
      Object value = row.get(column);
      fields.add(value == null ? "" : value.toString());
    }
    line(fields);
  }

  private void line(List<String> fields) {
    csv.append(fields.stream().map(CsvExport::quote).collect(Collectors.joining(","))).append('\n');
  }

  /** Quotes as RFC 4180 asks. */
  private static String quote(String field) {
    boolean plain = Arrays.stream(new String[] {",", "\"", "\n", "\r"}).noneMatch(field::contains);
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
