package io.aiorevisited.analysis.charts;

import io.aiorevisited.analysis.charts.draw.SeriesStyle;
import io.aiorevisited.analysis.charts.draw.Space;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.charts.draw.Theme;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What share of requests is done within a time? Distribution functions, time on a log axis. */
public final class EcdfChart {

  private static final int WIDTH = 330;
  private static final int HEIGHT = 220;
  private static final int MARKS = 8;

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
    XYChart chart = Theme.chart(WIDTH, HEIGHT);
    chart.setXAxisTitle("microseconds");
    chart.setCustomXAxisTickLabelsFormatter(EcdfChart::time);
    chart.setCustomYAxisTickLabelsFormatter(share -> Math.round(100 * share) + " %");
    double low = edge(series, true);
    chart
        .getStyler()
        .setXAxisMin(low - 0.01)
        .setXAxisMax(Math.max(edge(series, false), low + 1) + 0.01)
        .setYAxisMin(0.0)
        .setYAxisMax(1.0)
        .setXAxisTickMarkSpacingHint(40);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Line);
    for (Series one : series) {
      add(chart, one, engines);
    }
    return Svg.of(
        chart,
        new Space(0, 0, 0),
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
    var times = series.stream().flatMap(one -> one.micros().stream()).mapToDouble(Math::log10);
    return low ? Math.floor(times.min().orElse(0)) : Math.ceil(times.max().orElse(1));
  }

  /** Labels whole decades only; XChart asks for places between them too. */
  private static String time(double log10) {
    if (Math.abs(log10 - Math.rint(log10)) > 1e-6) {
      return " ";
    }
    double value = Math.pow(10, log10);
    return String.format(Locale.ROOT, value >= 1 ? "%,.0f" : "%.1f", value);
  }
}
