package io.aiorevisited.analysis.charts;

import io.aiorevisited.analysis.charts.draw.ColumnLabels;
import io.aiorevisited.analysis.charts.draw.SeriesStyle;
import io.aiorevisited.analysis.charts.draw.Space;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.charts.draw.Theme;
import io.aiorevisited.analysis.charts.draw.Whiskers;
import io.aiorevisited.analysis.stats.Interval;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;

/** How fast was each engine in each column of a table? Means with their intervals, from zero. */
public final class ThroughputChart {

  private static final int HEIGHT = 264;
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
    int width = Math.max(260, 90 + 62 * columns.size());
    XYChart chart = Theme.chart(width, HEIGHT);
    chart.setYAxisTitle(unit);
    chart
        .getStyler()
        .setXAxisMin(-0.5)
        .setXAxisMax(columns.size() - 0.5)
        .setYAxisMin(-1e-3 * highest(series)) // XChart leaves out a label on the very edge
        .setYAxisMax(1.05 * highest(series))
        .setXAxisTicksVisible(false)
        .setYAxisTickMarkSpacingHint(45)
        .setYAxisDecimalPattern("#,##0.##");
    chart.addAnnotation(new ColumnLabels(columns));
    double step = Math.min(0.22, 0.7 / Math.max(1, series.size()));
    for (int i = 0; i < series.size(); i++) {
      Series one = series.get(i);
      double shift = (i - (series.size() - 1) / 2.0) * step;
      addSeries(chart, one, shift, SeriesStyle.of(one.engine(), one.control(), engines));
    }
    return Svg.of(
        chart,
        new Space(0, 0, ColumnLabels.HEIGHT_PIXELS),
        id,
        title,
        describe(unit, columns, series));
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
    return Math.min(upper, MOST_BY_MEAN * mean);
  }

  private static void addSeries(XYChart chart, Series series, double shift, SeriesStyle style) {
    if (series.points().isEmpty()) {
      return;
    }
    double[] x = series.points().stream().mapToDouble(p -> p.column() + shift).toArray();
    double[] y = series.points().stream().mapToDouble(Point::mean).toArray();
    chart
        .addSeries(series.engine() + (series.control() ? " control" : ""), x, y)
        .setMarker(style.glyph().marker(style.filled()))
        .setMarkerColor(style.ink().sentinel());
    double top = chart.getStyler().getYAxisMax();
    Whiskers whiskers = Whiskers.vertical(style.ink());
    for (Point point : series.points()) {
      point
          .interval()
          .ifPresent(
              i ->
                  whiskers.add(
                      point.column() + shift, Math.max(0, i.lower()), Math.min(top, i.upper())));
    }
    chart.addAnnotation(whiskers);
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
