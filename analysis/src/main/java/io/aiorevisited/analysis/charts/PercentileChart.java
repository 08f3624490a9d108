package io.aiorevisited.analysis.charts;

import io.aiorevisited.analysis.charts.draw.ColumnLabels;
import io.aiorevisited.analysis.charts.draw.SeriesStyle;
import io.aiorevisited.analysis.charts.draw.Space;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.charts.draw.Theme;
import io.aiorevisited.analysis.charts.draw.Whiskers;
import io.aiorevisited.analysis.stats.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** How long do the slow requests take? Percentiles towards the tail, on a logarithmic axis. */
public final class PercentileChart {

  private static final int WIDTH = 330;
  private static final int HEIGHT = 220;

  /** A step of the axis is a factor of ten, so that its labels are round. */
  private static final double DECADE = 1;

  /**
   * One engine.
   *
   * @param engine its name
   * @param control whether it is the control arm
   * @param micros one mean a percentile, microseconds
   * @param intervals one a percentile
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
    double low =
        Math.floor(
            log(
                series.stream()
                    .flatMap(s -> s.micros().stream())
                    .min(Double::compare)
                    .orElse(1.0)));
    double high =
        Math.ceil(
            1e-9
                + log(
                    series.stream()
                        .flatMap(s -> s.micros().stream())
                        .max(Double::compare)
                        .orElse(10.0)));
    XYChart chart = Theme.chart(WIDTH, HEIGHT);
    chart.setYAxisTitle("microseconds");
    chart.setCustomYAxisTickLabelsFormatter(PercentileChart::label);
    chart
        .getStyler()
        .setXAxisMin(-0.5)
        .setXAxisMax(percentiles.size() - 0.5)
        .setYAxisMin(low - 0.01)
        .setYAxisMax(Math.max(high, low + DECADE))
        .setXAxisTicksVisible(false)
        .setYAxisTickMarkSpacingHint(30);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Line);
    double step = Math.min(0.14, 0.6 / Math.max(1, series.size()));
    for (int i = 0; i < series.size(); i++) {
      add(chart, series.get(i), (i - (series.size() - 1) / 2.0) * step, low, engines);
    }
    chart.addAnnotation(new ColumnLabels(percentiles));
    return Svg.of(
        chart,
        new Space(0, 0, ColumnLabels.HEIGHT_PIXELS / 2 + 4),
        id,
        title,
        "Percentiles of the time of a request; the table beside the chart has every figure.");
  }

  private static void add(
      XYChart chart, Series series, double shift, double low, List<String> engines) {
    SeriesStyle style = SeriesStyle.of(series.engine(), series.control(), engines);
    double[] x = new double[series.micros().size()];
    double[] y = new double[x.length];
    Whiskers whiskers = Whiskers.vertical(style.ink());
    for (int i = 0; i < x.length; i++) {
      x[i] = i + shift;
      y[i] = log(series.micros().get(i));
      double place = x[i];
      double top = chart.getStyler().getYAxisMax();
      series
          .intervals()
          .get(i)
          .ifPresent(
              interval ->
                  whiskers.add(
                      place,
                      interval.lower() <= 0 ? low : Math.max(low, log(interval.lower())),
                      Math.min(top, log(interval.upper()))));
    }
    chart
        .addSeries(series.engine() + (series.control() ? " control" : ""), x, y)
        .setMarker(style.glyph().marker(style.filled()))
        .setMarkerColor(style.ink().sentinel())
        .setLineColor(style.ink().sentinel())
        .setLineWidth(1.2f);
    chart.addAnnotation(whiskers);
  }

  private static double log(double micros) {
    return Math.log10(micros);
  }

  /** Labels whole decades only; XChart asks for places between them too. */
  private static String label(double log10) {
    if (Math.abs(log10 - Math.rint(log10)) > 1e-6) {
      return " ";
    }
    double value = Math.pow(10, log10);
    return String.format(Locale.ROOT, value >= 1 ? "%,.0f" : "%.1f", value);
  }
}
