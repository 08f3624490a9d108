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
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** How long do the slow requests take? Percentiles towards the tail, on a logarithmic axis. */
public final class PercentileChart {

  private static final int HEIGHT = 160;
  private static final int COLUMN_PIXELS = 68;
  private static final int LABEL_PIXELS = 15;

  /**
   * One engine.
   *
   * @param engine its name
   * @param control whether it is the control arm
   * @param micros one mean a percentile, microseconds, above 0
   * @param intervals one a percentile, both ends above 0
   */
  public record Series(
      String engine, boolean control, List<Double> micros, List<Optional<Interval>> intervals) {}

  private PercentileChart() {}

  /**
   * Draws the chart.
   *
   * @param id unique in the page
   * @param title what it shows
   * @param percentiles names, from left to right
   * @param series engines
   * @param engines every engine of the report, which fixes the styles
   */
  public static Svg draw(
      String id,
      String title,
      List<String> percentiles,
      List<Series> series,
      List<String> engines) {
    ColumnLabels columns = new ColumnLabels(percentiles, COLUMN_PIXELS);
    Ticks ticks = Ticks.logarithmic(lowest(series), highest(series), HEIGHT, LABEL_PIXELS);
    Plot plot =
        new Plot(columns.plotPixels(), HEIGHT, columns, ValueScale.vertical(ticks, "microseconds"));
    double step = Math.min(0.14, 0.6 / Math.max(1, series.size()));
    for (int i = 0; i < series.size(); i++) {
      add(plot, series.get(i), (i - (series.size() - 1) / 2.0) * step, ticks, engines);
    }
    return plot.svg(
        id,
        title,
        "Percentiles of the time of a request; the table beside the chart has every figure.");
  }

  private static double lowest(List<Series> series) {
    return series.stream().flatMap(s -> s.micros().stream()).mapToDouble(m -> m).min().orElse(1);
  }

  private static double highest(List<Series> series) {
    return series.stream().flatMap(s -> s.micros().stream()).mapToDouble(m -> m).max().orElse(10);
  }

  private static void add(
      Plot plot, Series series, double shift, Ticks ticks, List<String> engines) {
    SeriesStyle style = SeriesStyle.of(series.engine(), series.control(), engines);
    double[] x = new double[series.micros().size()];
    double[] y = new double[x.length];
    Whiskers whiskers = Whiskers.vertical(style.ink());
    for (int i = 0; i < x.length; i++) {
      x[i] = i + shift;
      y[i] = log(series.micros().get(i));
      double place = x[i];
      series
          .intervals()
          .get(i)
          .ifPresent(
              interval ->
                  whiskers.add(
                      place,
                      Math.max(ticks.low(), log(interval.lower())),
                      Math.min(ticks.high(), log(interval.upper()))));
    }
    plot.chart()
        .addSeries(series.engine() + (series.control() ? " control" : ""), x, y)
        .setXYSeriesRenderStyle(XYSeriesRenderStyle.Line)
        .setMarker(style.glyph().marker(style.filled()))
        .setMarkerColor(style.ink().sentinel())
        .setLineColor(style.ink().sentinel())
        .setLineWidth(1.2f);
    plot.add(whiskers);
  }

  private static double log(double micros) {
    return Math.log10(micros);
  }
}
