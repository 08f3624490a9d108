package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.ThroughputUnit;
import io.aiorevisited.analysis.charts.Legend;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.stats.MeanEstimate;
import io.aiorevisited.reports.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Throughput, today and in 2009, as the page shows it.
 *
 * @param tables one a workload and setting
 */
public record ThroughputSection(List<Table> tables) {

  /**
   * A throughput table with its chart.
   *
   * @param id anchor
   * @param heading workload and unit
   * @param unit what the unit means
   * @param setting what the columns have in common
   * @param columns labels
   * @param rows engines
   * @param today chart of today's figures; null if there is none
   * @param of2009 chart of 2009's figures; null if there is none
   * @param legend the engines' marks
   * @param requestTimes whether entries tell what a request took
   * @param note which engines had fewer requests in flight than asked for; empty if none had
   */
  public record Table(
      String id,
      String heading,
      String unit,
      String setting,
      List<String> columns,
      List<Row> rows,
      Svg today,
      Svg of2009,
      List<EngineMark> legend,
      boolean requestTimes,
      String note) {}

  /** A row of a throughput table. */
  public record Row(Svg mark, String name, String detail, boolean control, List<Entry> entries) {}

  /**
   * A place of a throughput table: a figure with what belongs to it, or a word with its reason.
   *
   * @param figure mean, of a guest with its accelerator; null where there is a word
   * @param interval half its interval's width
   * @param request what a request took; null where the table does not tell
   * @param inFlight most requests in flight, where fewer than the column says; else null
   * @param spread number of trials and their coefficient of variation
   * @param of2009 2009's figure; null if there is none
   * @param word FAILED, INVALID, UNSUPPORTED or not run; null where there is a figure
   * @param reason of the word; may be null
   */
  public record Entry(
      String figure,
      String interval,
      String request,
      String inFlight,
      String spread,
      String of2009,
      String word,
      String reason) {}

  /**
   * Works the section out.
   *
   * @param charts whether charts can be drawn here
   */
  public static ThroughputSection of(RunAnalysis analysis, boolean charts) {
    Writer writer = new Writer(analysis.engines(), charts);
    return new ThroughputSection(
        ThroughputTables.of(analysis).stream().map(writer::table).toList());
  }

  /** Writes tables. */
  private record Writer(List<String> engines, boolean charts) {

    private Table table(ThroughputTable table) {
      List<EngineMark> legend = new ArrayList<>();
      for (ThroughputTable.Row row : table.rows()) {
        if (row.isDrawn()) {
          legend.add(new EngineMark(mark(row), row.name() + " (" + row.detail() + ")"));
        }
      }
      return new Table(
          table.id(),
          table.workload() + ", " + table.unit().label(),
          table.unit().meaning(),
          table.setting(),
          table.columns().stream().map(ThroughputTable.Column::label).toList(),
          table.rows().stream().map(row -> row(row, table.unit())).toList(),
          charts ? ThroughputCharts.today(table, engines).orElse(null) : null,
          charts ? ThroughputCharts.of2009(table, engines).orElse(null) : null,
          legend,
          table.hasMicrosPerRequest(),
          table.note());
    }

    private static String request(OptionalDouble micros) {
      return micros.isPresent() ? Figures.micros(micros.getAsDouble()) + " µs a request" : null;
    }

    private Svg mark(ThroughputTable.Row row) {
      return Legend.mark(row.engine(), row.control(), engines);
    }

    private Row row(ThroughputTable.Row row, ThroughputUnit unit) {
      return new Row(
          mark(row),
          row.name(),
          row.detail(),
          row.control(),
          row.entries().stream().map(entry -> entry(entry, unit, row.accelerator())).toList());
    }

    private static Entry entry(
        ThroughputTable.Entry entry, ThroughputUnit unit, String accelerator) {
      String of2009 =
          entry.of2009().isPresent() ? Figures.of2009(entry.of2009().getAsDouble()) : null;
      if (entry.result() instanceof CellResult.Measured measured) {
        MeanEstimate mean = measured.bytesPerSecond();
        Cell cell = measured.arm().cell();
        return new Entry(
            Figures.throughput(unit.from(mean.mean(), cell), unit)
                + (accelerator.isEmpty() ? "" : " " + accelerator),
            mean.interval()
                .map(
                    i ->
                        Figures.plusMinus(
                            mean.mean(),
                            i,
                            Figures.throughput(unit.from(i.halfWidth(), cell), unit)))
                .orElse("one trial: no interval"),
            request(entry.microsPerRequest(unit)),
            entry.inFlight().isPresent() ? entry.inFlight().getAsInt() + " in flight" : null,
            "n "
                + mean.count()
                + (mean.count() > 1
                    ? ", CV " + Figures.percent(mean.coefficientOfVariation())
                    : ""),
            of2009,
            null,
            null);
      }
      if (entry.result() instanceof CellResult.Unusable unusable) {
        return new Entry(
            null, null, null, null, null, of2009, unusable.status().name(), unusable.reason());
      }
      return new Entry(null, null, null, null, null, of2009, "not run", null);
    }
  }
}
