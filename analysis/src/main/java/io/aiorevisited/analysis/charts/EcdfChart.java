package io.aiorevisited.analysis.charts;

import io.aiorevisited.analysis.charts.draw.Plot;
import io.aiorevisited.analysis.charts.draw.SeriesStyle;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.charts.draw.Ticks;
import io.aiorevisited.analysis.charts.draw.Ticks.Mark;
import io.aiorevisited.analysis.charts.draw.ValueScale;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What share of requests is done within a time? Distribution functions, time on a log axis. */
public final class EcdfChart {

  private static final int WIDTH = 280;
  private static final int HEIGHT = 160;
  private static final int MARKS = 8;
  private static final int LABEL_PIXELS = 48;

  /** Ends a little above 100 %, so that the line along it is whole. */
  private static final Ticks SHARES =
      new Ticks(
          0,
          1.02,
          List.of(
              new Mark(0, "0 %"),
              new Mark(0.25, "25 %"),
              new Mark(0.5, "50 %"),
              new Mark(0.75, "75 %"),
              new Mark(1, "100 %")));

  /**
   * One engine.
   *
   * @param engine its name
   * @param control whether it is the control arm
   * @param micros times, microseconds, rising
   * @param shares share done by then, 0 to 1, one a time
   */
  public record Series(String engine, boolean control, List<Double> micros, List<Double> shares) {}

  private EcdfChart() {}

  /**
   * Draws the chart.
   *
   * @param id unique in the page
   * @param title what it shows
   * @param series engines
   * @param engines every engine of the report, which fixes the styles
   */
  public static Svg draw(String id, String title, List<Series> series, List<String> engines) {
    Plot plot =
        new Plot(
            WIDTH,
            HEIGHT,
            ValueScale.horizontal(
                Ticks.logarithmic(edge(series, true), edge(series, false), WIDTH, LABEL_PIXELS),
                "microseconds"),
            ValueScale.vertical(SHARES, "requests done"));
    for (Series one : series) {
      add(plot.chart(), one, engines);
    }
    return plot.svg(
        id,
        title,
        "Share of requests done within a time; the table beside the charts has percentiles.");
  }

  private static void add(XYChart chart, Series one, List<String> engines) {
    SeriesStyle style = SeriesStyle.of(one.engine(), one.control(), engines);
    String name = one.engine() + (one.control() ? " control" : "");
    double[] x = one.micros().stream().mapToDouble(Math::log10).toArray();
    double[] y = one.shares().stream().mapToDouble(Double::doubleValue).toArray();
    chart
        .addSeries(name, x, y)
        .setXYSeriesRenderStyle(XYSeriesRenderStyle.Line)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(style.ink().sentinel())
        .setLineWidth(1.2f);
    // Marks tell the lines apart without colour.
    int every = Math.max(1, x.length / MARKS);
    double[] marksX = new double[(x.length + every - 1) / every];
    double[] marksY = new double[marksX.length];
    for (int i = 0; i < marksX.length; i++) {
      marksX[i] = x[i * every];
      marksY[i] = y[i * every];
    }
    chart
        .addSeries(name + " marks", marksX, marksY)
        .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
        .setMarker(style.glyph().marker(style.filled()))
        .setMarkerColor(style.ink().sentinel());
  }

  private static double edge(List<Series> series, boolean low) {
    var times = series.stream().flatMap(one -> one.micros().stream()).mapToDouble(m -> m);
    return low ? times.min().orElse(1) : times.max().orElse(10);
  }
}
