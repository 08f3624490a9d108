package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.ThroughputUnit;
import io.aiorevisited.analysis.charts.ThroughputChart;
import io.aiorevisited.analysis.charts.ThroughputChart.Point;
import io.aiorevisited.analysis.charts.ThroughputChart.Series;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.reports.section.ThroughputTable.Column;
import io.aiorevisited.reports.section.ThroughputTable.Entry;
import io.aiorevisited.reports.section.ThroughputTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Draws a throughput table: today's panel, and 2009's where the message has the columns. */
public final class ThroughputCharts {

  private ThroughputCharts() {}

  /** Draws today's figures; the null engine, which does no I/O, would flatten all others. */
  public static Optional<Svg> today(ThroughputTable table, List<String> engines) {
    List<Series> series = new ArrayList<>();
    for (Row row : table.rows()) {
      if (row.isDrawn()) {
        series.add(new Series(row.engine(), row.control(), todaysPoints(row, table.unit())));
      }
    }
    return draw(table, "today", table.columns(), series, engines);
  }

  /** Draws the figures of 2009 on an axis of their own, in the columns that have any. */
  public static Optional<Svg> of2009(ThroughputTable table, List<String> engines) {
    int[] shown =
        IntStream.range(0, table.columns().size())
            .filter(
                i -> table.rows().stream().anyMatch(r -> r.entries().get(i).of2009().isPresent()))
            .toArray();
    List<Series> series = new ArrayList<>();
    for (Row row : ofModels(table)) {
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < shown.length; i++) {
        int column = i;
        row.entries()
            .get(shown[i])
            .of2009()
            .ifPresent(value -> points.add(new Point(column, value, Optional.empty())));
      }
      if (!points.isEmpty()) {
        series.add(new Series(row.engine(), false, points));
      }
    }
    List<Column> columns = IntStream.of(shown).mapToObj(table.columns()::get).toList();
    return draw(table, "2009", columns, series, engines);
  }

  /** Rows that stand for a configuration of 2009 each, but not a second time for a real guest. */
  private static List<Row> ofModels(ThroughputTable table) {
    List<Row> models = table.rows().stream().filter(row -> row.accelerator().isEmpty()).toList();
    return models.stream().anyMatch(Row::has2009) ? models : table.rows();
  }

  private static List<Point> todaysPoints(Row row, ThroughputUnit unit) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < row.entries().size(); i++) {
      Entry entry = row.entries().get(i);
      if (entry.result() instanceof CellResult.Measured measured) {
        Cell cell = measured.arm().cell();
        points.add(
            new Point(
                i,
                unit.from(measured.bytesPerSecond().mean(), cell),
                measured.bytesPerSecond().interval().map(raw -> unit.from(raw, cell))));
      }
    }
    return points;
  }

  private static Optional<Svg> draw(
      ThroughputTable table,
      String when,
      List<Column> columns,
      List<Series> series,
      List<String> engines) {
    if (series.stream().allMatch(s -> s.points().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        ThroughputChart.draw(
            table.id() + "-" + when,
            table.workload() + ", throughput, " + when,
            table.unit().label(),
            columns.stream().map(Column::label).toList(),
            series,
            engines));
  }
}
