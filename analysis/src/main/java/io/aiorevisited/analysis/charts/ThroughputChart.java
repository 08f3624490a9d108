package io.aiorevisited.analysis.charts;

import io.aiorevisited.analysis.charts.draw.ColumnLabels;
import io.aiorevisited.analysis.charts.draw.Plot;
import io.aiorevisited.analysis.charts.draw.SeriesStyle;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.charts.draw.Ticks;
import io.aiorevisited.analysis.charts.draw.ValueScale;
import io.aiorevisited.analysis.charts.draw.Whiskers;
import io.aiorevisited.analysis.stats.Interval;
import java.util.List;
import java.util.Optional;

/** How fast was each engine in each column of a table? Means with their intervals, from zero. */
public final class ThroughputChart {

  private static final int HEIGHT = 200;
  private static final int LEAST_COLUMN_PIXELS = 62;

  /** Between the marks of two engines, where the columns are few enough. */
  private static final int MARK_PIXELS = 11;

  /** A plot gets no wider only to keep marks apart. */
  private static final int WIDE_PIXELS = 480;

  private static final int LEAST_PIXELS = 130;
  private static final double MOST_BY_MEAN = 1.6;

  /**
   * One figure.
   *
   * @param column place on the x axis, from 0
   * @param mean in the unit of the chart
   * @param interval in the unit of the chart; empty where there is none
   */
  public record Point(int column, double mean, Optional<Interval> interval) {}

  /**
   * One engine.
   *
   * @param engine its name
   * @param control whether it is the control arm
   * @param points its figures; columns without one are left out
   */
  public record Series(String engine, boolean control, List<Point> points) {}

  private ThroughputChart() {}

  /**
   * Draws the chart.
   *
   * @param id unique in the page
   * @param title what it shows
   * @param unit label of the y axis
   * @param columns labels of the x axis
   * @param series in order, from left to right inside a column
   * @param engines every engine of the report, which fixes the styles
   */
  public static Svg draw(
      String id,
      String title,
      String unit,
      List<String> columns,
      List<Series> series,
      List<String> engines) {
    double highest = highest(series);
    double step = Math.min(0.22, 0.7 / Math.max(1, series.size()));
    ColumnLabels columnScale = new ColumnLabels(columns, columnPixels(columns.size(), step));
    Plot plot =
        new Plot(
            Math.max(LEAST_PIXELS, columnScale.plotPixels()),
            HEIGHT,
            columnScale,
            ValueScale.vertical(Ticks.linear(0, 1.05 * highest, 6), unit));
    for (int i = 0; i < series.size(); i++) {
      Series one = series.get(i);
      double shift = (i - (series.size() - 1) / 2.0) * step;
      addSeries(plot, one, shift, SeriesStyle.of(one.engine(), one.control(), engines));
    }
    return plot.svg(id, title, describe(unit, columns, series));
  }

  private static int columnPixels(int columns, double step) {
    int apart = (int) Math.ceil(MARK_PIXELS / step);
    return Math.max(LEAST_COLUMN_PIXELS, Math.min(apart, WIDE_PIXELS / Math.max(1, columns)));
  }

  /** The top of the axis: two or three trials can have intervals that would flatten all means. */
  private static double highest(List<Series> series) {
    double mean =
        series.stream().flatMap(s -> s.points().stream()).mapToDouble(Point::mean).max().orElse(1);
    double upper =
        series.stream()
            .flatMap(s -> s.points().stream())
            .mapToDouble(p -> p.interval().map(Interval::upper).orElse(p.mean()))
            .max()
            .orElse(1);
    double highest = Math.min(upper, MOST_BY_MEAN * mean);
    return highest > 0 ? highest : 1;
  }

  private static void addSeries(Plot plot, Series series, double shift, SeriesStyle style) {
    if (series.points().isEmpty()) {
      return;
    }
    double[] x = series.points().stream().mapToDouble(p -> p.column() + shift).toArray();
    double[] y = series.points().stream().mapToDouble(Point::mean).toArray();
    plot.chart()
        .addSeries(series.engine() + (series.control() ? " control" : ""), x, y)
        .setMarker(style.glyph().marker(style.filled()))
        .setMarkerColor(style.ink().sentinel());
    double top = plot.chart().getStyler().getYAxisMax();
    Whiskers whiskers = Whiskers.vertical(style.ink());
    for (Point point : series.points()) {
      point
          .interval()
          .ifPresent(
              i ->
                  whiskers.add(
                      point.column() + shift, Math.max(0, i.lower()), Math.min(top, i.upper())));
    }
    plot.add(whiskers);
  }

  private static String describe(String unit, List<String> columns, List<Series> series) {
    StringBuilder text = new StringBuilder();
    for (Series one : series) {
      text.append(one.engine()).append(one.control() ? " (control)" : "").append(": ");
      for (Point point : one.points()) {
        text.append(columns.get(point.column()))
            .append(' ')
            .append(Math.round(point.mean()))
            .append(' ')
            .append(unit)
            .append("; ");
      }
    }
    return text.append("the table beside the chart has every figure.").toString();
  }
}
