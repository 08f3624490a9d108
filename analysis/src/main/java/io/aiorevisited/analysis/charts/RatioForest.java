package io.aiorevisited.analysis.charts;

import io.aiorevisited.analysis.charts.draw.Glyph;
import io.aiorevisited.analysis.charts.draw.Ink;
import io.aiorevisited.analysis.charts.draw.Plot;
import io.aiorevisited.analysis.charts.draw.RatioScale;
import io.aiorevisited.analysis.charts.draw.RowLabels;
import io.aiorevisited.analysis.charts.draw.SeriesStyle;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.charts.draw.Whiskers;
import io.aiorevisited.analysis.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.knowm.xchart.XYChart;

/** By how much is one engine ahead of the reference, in each condition, and how sure is that? */
public final class RatioForest {

  private static final int PLOT_PIXELS = 240;
  private static final double WIDEST = Math.log(8);

  /**
   * One condition.
   *
   * @param name condition
   * @param ratio engine by reference
   * @param interval of the ratio
   * @param of2009 ratio of 2009; empty if the message has none
   * @param word verdict, or another remark; may be empty
   * @param strong whether the word says that the engines differ
   */
  public record Row(
      String name,
      double ratio,
      Optional<Interval> interval,
      OptionalDouble of2009,
      String word,
      boolean strong) {}

  private RatioForest() {}

  /**
   * Draws the chart.
   *
   * @param id unique in the page
   * @param title what it shows
   * @param engine whose ratios these are
   * @param control whether it is the control arm
   * @param rows from top to bottom
   * @param margin difference that matters, as a fraction
   * @param engines every engine of the report, which fixes the styles
   */
  public static Svg draw(
      String id,
      String title,
      String engine,
      boolean control,
      List<Row> rows,
      double margin,
      List<String> engines) {
    SeriesStyle style = SeriesStyle.of(engine, control, engines);
    double bound = bound(rows, margin);
    Whiskers whiskers = Whiskers.horizontal(style.ink());
    List<double[]> then = new ArrayList<>();
    List<RowLabels.Row> labels = new ArrayList<>();
    double[] x = new double[rows.size()];
    double[] y = new double[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      double place = -1.0 - i;
      x[i] = clamp(Math.log(row.ratio()), bound);
      y[i] = place;
      row.interval()
          .ifPresent(
              interval ->
                  whiskers.add(
                      place,
                      clamp(Math.log(interval.lower()), bound),
                      clamp(Math.log(interval.upper()), bound)));
      row.of2009()
          .ifPresent(ratio -> then.add(new double[] {clamp(Math.log(ratio), bound), place}));
      labels.add(new RowLabels.Row(row.name(), row.word(), row.strong()));
    }
    RowLabels rowScale = new RowLabels(labels);
    Plot plot =
        new Plot(PLOT_PIXELS, rowScale.plotPixels(), new RatioScale(bound, margin), rowScale);
    XYChart chart = plot.chart();
    if (!then.isEmpty()) {
      chart
          .addSeries(
              "2009",
              then.stream().mapToDouble(p -> p[0]).toArray(),
              then.stream().mapToDouble(p -> p[1]).toArray())
          .setMarker(Glyph.DIAMOND.marker(false))
          .setMarkerColor(Ink.MUTED.sentinel());
    }
    chart
        .addSeries(engine, x, y)
        .setMarker(style.glyph().marker(style.filled()))
        .setMarkerColor(style.ink().sentinel());
    plot.add(whiskers);
    return plot.svg(id, title, describe(rows));
  }

  private static double bound(List<Row> rows, double margin) {
    double bound = 2 * Math.log1p(margin);
    for (Row row : rows) {
      bound = Math.max(bound, Math.abs(Math.log(row.ratio())));
      if (row.interval().isPresent()) {
        bound = Math.max(bound, Math.abs(Math.log(row.interval().get().lower())));
        bound = Math.max(bound, Math.abs(Math.log(row.interval().get().upper())));
      }
      if (row.of2009().isPresent()) {
        bound = Math.max(bound, Math.abs(Math.log(row.of2009().getAsDouble())));
      }
    }
    return Math.min(1.08 * bound, WIDEST);
  }

  private static double clamp(double logRatio, double bound) {
    return Math.max(-bound, Math.min(bound, logRatio));
  }

  private static String describe(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append(row.name())
          .append(": ratio ")
          .append(String.format(Locale.ROOT, "%.3f", row.ratio()))
          .append(row.word().isEmpty() ? "" : ", " + row.word())
          .append("; ");
    }
    return text.append("the table of verdicts has the intervals.").toString();
  }
}
