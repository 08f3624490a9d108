package io.aiorevisited.analysis.charts;

import io.aiorevisited.analysis.charts.draw.Plot;
import io.aiorevisited.analysis.charts.draw.SeriesStyle;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.charts.draw.Ticks;
import io.aiorevisited.analysis.charts.draw.ValueScale;
import io.aiorevisited.analysis.charts.draw.Whiskers;
import io.aiorevisited.analysis.stats.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What does depth bring? One line an engine over the depths, which stand on a logarithmic axis. A
 * line is dashed on its way to a point with fewer requests in flight than the depth asks for.
 */
public final class DepthChart {

  private static final int WIDTH = 280;
  private static final int HEIGHT = 160;
  private static final int X_LABEL_PIXELS = 32;
  private static final int Y_LABEL_PIXELS = 15;
  private static final int STEPS = 5;
  private static final double SHIFT = 0.014;
  private static final double MOST_BY_MEAN = 1.6;

  /**
   * One figure.
   *
   * @param depth asked for, 1 or more
   * @param mean in the chart's unit, above 0 on a logarithmic axis
   * @param interval of the mean; empty where there is none
   * @param reached whether so many were in flight
   */
  public record Point(int depth, double mean, Optional<Interval> interval, boolean reached) {}

  /**
   * One engine.
   *
   * @param engine its name
   * @param points by rising depth
   */
  public record Series(String engine, List<Point> points) {}

  /** How values go up the axis. */
  public enum Values {
    /** From zero. */
    LINEAR,
    /** By factors of ten. */
    LOGARITHMIC
  }

  private DepthChart() {}

  /**
   * Draws the chart.
   *
   * @param id unique in the page
   * @param title what it shows
   * @param across label of the x axis
   * @param unit label of the y axis
   * @param values how they go up the axis
   * @param series engines, with two depths or more between them
   * @param engines every engine of the report, which fixes the styles
   */
  public static Svg draw(
      String id,
      String title,
      String across,
      String unit,
      Values values,
      List<Series> series,
      List<String> engines) {
    TreeSet<Integer> depths = new TreeSet<>();
    series.forEach(s -> s.points().forEach(p -> depths.add(p.depth())));
    Ticks x = Ticks.doublings(depths, WIDTH, X_LABEL_PIXELS);
    Ticks y =
        values == Values.LINEAR
            ? Ticks.linear(0, 1.05 * highest(series), STEPS)
            : Ticks.logarithmic(lowest(series), highest(series), HEIGHT, Y_LABEL_PIXELS);
    Plot plot =
        new Plot(WIDTH, HEIGHT, ValueScale.horizontal(x, across), ValueScale.vertical(y, unit));
    ToDoubleFunction<Double> place =
        values == Values.LINEAR ? Double::doubleValue : value -> Math.log10(Math.max(value, 1e-9));
    double step = SHIFT * (x.high() - x.low());
    for (int i = 0; i < series.size(); i++) {
      double shift = (i - (series.size() - 1) / 2.0) * step;
      new Line(plot, series.get(i), shift, y, place, engines).draw();
    }
    return plot.svg(id, title, describe(unit, series));
  }

  /** The top of the axis: a few trials can have intervals that would flatten all means. */
  private static double highest(List<Series> series) {
    double mean = points(series, Point::mean);
    double upper = points(series, p -> p.interval().map(Interval::upper).orElse(p.mean()));
    double highest = Math.min(upper, MOST_BY_MEAN * mean);
    return highest > 0 ? highest : 1;
  }

  private static double points(List<Series> series, ToDoubleFunction<Point> value) {
    return series.stream().flatMap(s -> s.points().stream()).mapToDouble(value).max().orElse(1);
  }

  private static double lowest(List<Series> series) {
    return series.stream()
        .flatMap(s -> s.points().stream())
        .mapToDouble(Point::mean)
        .min()
        .orElse(1);
  }

  /** An engine's line in the making. */
  private record Line(
      Plot plot,
      Series series,
      double shift,
      Ticks y,
      ToDoubleFunction<Double> place,
      List<String> engines) {

    void draw() {
      List<Point> points = series.points();
      if (points.isEmpty()) {
        return;
      }
      SeriesStyle style = SeriesStyle.of(series.engine(), false, engines);
      for (int i = 1; i < points.size(); i++) {
        segment(i, style);
      }
      plot.chart()
          .addSeries(
              series.engine(),
              points.stream().mapToDouble(this::across).toArray(),
              points.stream().mapToDouble(p -> place.applyAsDouble(p.mean())).toArray())
          .setMarker(style.glyph().marker(style.filled()))
          .setMarkerColor(style.ink().sentinel());
      Whiskers whiskers = Whiskers.vertical(style.ink());
      for (Point point : points) {
        point
            .interval()
            .ifPresent(i -> whiskers.add(across(point), inside(i.lower()), inside(i.upper())));
      }
      plot.add(whiskers);
    }

    private void segment(int to, SeriesStyle style) {
      Point first = series.points().get(to - 1);
      Point second = series.points().get(to);
      XYSeries line =
          plot.chart()
              .addSeries(
                  series.engine() + " to " + second.depth(),
                  new double[] {across(first), across(second)},
                  new double[] {
                    place.applyAsDouble(first.mean()), place.applyAsDouble(second.mean())
                  });
      line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
      line.setMarker(SeriesMarkers.NONE);
      line.setLineColor(style.ink().sentinel());
      line.setLineStyle(second.reached() ? SeriesLines.SOLID : SeriesLines.DASH_DASH);
      line.setLineWidth(1.2f);
    }

    private double across(Point point) {
      return Ticks.doubling(point.depth()) + shift;
    }

    private double inside(double value) {
      return Math.max(y.low(), Math.min(y.high(), place.applyAsDouble(value)));
    }
  }

  private static String describe(String unit, List<Series> series) {
    StringBuilder text = new StringBuilder();
    for (Series one : series) {
      text.append(one.engine()).append(": ");
      for (Point point : one.points()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%.4g %s at depth %d%s; ",
                point.mean(),
                unit,
                point.depth(),
                point.reached() ? "" : " with fewer in flight"));
      }
    }
    return text.append("the tables have every figure.").toString();
  }
}
