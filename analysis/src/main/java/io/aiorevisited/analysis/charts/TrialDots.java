package io.aiorevisited.analysis.charts;

import io.aiorevisited.analysis.charts.draw.Cloud;
import io.aiorevisited.analysis.charts.draw.ColumnLabels;
import io.aiorevisited.analysis.charts.draw.Ink;
import io.aiorevisited.analysis.charts.draw.SeriesStyle;
import io.aiorevisited.analysis.charts.draw.Space;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.charts.draw.Theme;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Annotation;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How far do the trials of one condition lie apart? A dot a trial, in the order of the rounds. */
public final class TrialDots {

  private static final int HEIGHT = 190;
  private static final double WIDTH_OF_ARM = 0.7;

  /**
   * The trials of one arm.
   *
   * @param engine its name
   * @param control whether it is the control arm
   * @param label under its dots
   * @param values one a trial, in the order of the rounds
   */
  public record Series(String engine, boolean control, String label, double[] values) {

    public Series {
      values = values.clone();
    }

    @Override
    public double[] values() {
      return values.clone();
    }
  }

  private TrialDots() {}

  /**
   * Draws the chart.
   *
   * @param id unique in the page
   * @param title what it shows
   * @param unit of the values
   * @param series arms from left to right
   * @param engines every engine of the report, which fixes the styles
   */
  public static Svg draw(
      String id, String title, String unit, List<Series> series, List<String> engines) {
    double low = series.stream().flatMapToDouble(s -> Arrays.stream(s.values())).min().orElse(0);
    double high = series.stream().flatMapToDouble(s -> Arrays.stream(s.values())).max().orElse(1);
    double room = Math.max(0.08 * (high - low), 1e-3 * high);
    XYChart chart = Theme.chart(100 + 52 * Math.max(3, series.size()), HEIGHT);
    chart
        .getStyler()
        .setXAxisMin(-0.5)
        .setXAxisMax(series.size() - 0.5)
        .setYAxisMin(low - room)
        .setYAxisMax(high + room)
        .setXAxisTicksVisible(false)
        .setYAxisTickMarkSpacingHint(40)
        .setYAxisDecimalPattern("#,##0.##");
    // XChart labels axes only around a series; the dots themselves are drawn as clouds.
    chart
        .addSeries("range", new double[] {0, series.size() - 1.0}, new double[] {low, high})
        .setMarker(SeriesMarkers.NONE);
    for (int arm = 0; arm < series.size(); arm++) {
      Series one = series.get(arm);
      double[] values = one.values();
      double[] x = new double[values.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = arm + WIDTH_OF_ARM * ((i + 0.5) / x.length - 0.5);
      }
      SeriesStyle style = SeriesStyle.of(one.engine(), one.control(), engines);
      chart.addAnnotation(new Cloud(style.ink(), size(values.length), 0.75, x, values));
      if (values.length > 0) {
        chart.addAnnotation(new MeanLine(arm, Arrays.stream(values).average().orElseThrow()));
      }
    }
    chart.addAnnotation(new ColumnLabels(series.stream().map(Series::label).toList()));
    return Svg.of(
        chart,
        new Space(0, 0, ColumnLabels.HEIGHT_PIXELS),
        id,
        title,
        "Every trial's figure in " + unit + "; tables.csv and trials.jsonl have them.");
  }

  private static double size(int trials) {
    return trials <= 40 ? 5 : trials <= 200 ? 3.4 : 2.2;
  }

  /** The mean of an arm, across its dots. */
  private static final class MeanLine extends Annotation {

    private final int arm;
    private final double mean;

    MeanLine(int arm, double mean) {
      super(false);
      this.arm = arm;
      this.mean = mean;
    }

    @Override
    public void paint(Graphics2D g) {
      double y = chart.getScreenYFromChart(mean);
      g.setColor(Ink.TEXT.sentinel());
      g.setStroke(new BasicStroke(1.2f));
      g.draw(
          new Line2D.Double(
              chart.getScreenXFromChart(arm - WIDTH_OF_ARM / 2),
              y,
              chart.getScreenXFromChart(arm + WIDTH_OF_ARM / 2),
              y));
    }
  }
}
