package io.aiorevisited.analysis.charts;

import io.aiorevisited.analysis.charts.draw.Cloud;
import io.aiorevisited.analysis.charts.draw.DeviationScale;
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

/** Did the machine change while it was measured? All trials of an arm in order of running. */
public final class RunSequence {

  private static final int WIDTH = 380;
  private static final int HEIGHT = 150;

  /** Beyond this deviation, in per cent, a few wild trials would flatten all others. */
  private static final double MOST_PERCENT = 300;

  private RunSequence() {}

  /**
   * Draws the chart.
   *
   * @param id unique in the page
   * @param title what it shows
   * @param engine whose trials these are
   * @param control whether it is the control arm
   * @param trials number of each trial in the run
   * @param percent deviation of each from the mean of its cell
   * @param lastTrial number of the run's last trial
   * @param range largest deviation of any arm, so that all panels have one scale
   * @param changes trials from which on the level is another
   * @param engines every engine of the report, which fixes the styles
   */
  public static Svg draw(
      String id,
      String title,
      String engine,
      boolean control,
      double[] trials,
      double[] percent,
      int lastTrial,
      double range,
      List<Integer> changes,
      List<String> engines) {
    double bound = Math.min(MOST_PERCENT, Math.max(1, 1.08 * range));
    XYChart chart = Theme.chart(WIDTH, HEIGHT);
    chart.setXAxisTitle("trial, in order of running");
    chart
        .getStyler()
        .setXAxisMin(0.0)
        .setXAxisMax(lastTrial + 1.0)
        .setYAxisMin(-bound)
        .setYAxisMax(bound)
        .setXAxisTickMarkSpacingHint(70)
        .setYAxisTicksVisible(false)
        .setPlotGridLinesVisible(false)
        .setXAxisDecimalPattern("#,##0");
    chart
        .addSeries("range", new double[] {0, lastTrial}, new double[] {-bound, bound})
        .setMarker(SeriesMarkers.NONE);
    SeriesStyle style = SeriesStyle.of(engine, control, engines);
    double[] inside =
        Arrays.stream(percent).map(p -> Math.max(-bound, Math.min(bound, p))).toArray();
    double size = trials.length <= 300 ? 4 : trials.length <= 1500 ? 2.6 : 1.8;
    chart.addAnnotation(new DeviationScale(bound));
    changes.forEach(change -> chart.addAnnotation(new ChangeLine(change)));
    chart.addAnnotation(new Cloud(style.ink(), size, 0.8, trials, inside));
    return Svg.of(
        chart,
        new Space(DeviationScale.WIDTH_PIXELS, 0, 0),
        id,
        title,
        trials.length + " trials, each by its deviation from the mean of its cell.");
  }

  /** A dashed line where the level changes. */
  private static final class ChangeLine extends Annotation {

    private final int trial;

    ChangeLine(int trial) {
      super(false);
      this.trial = trial;
    }

    @Override
    public void paint(Graphics2D g) {
      double x = chart.getScreenXFromChart(trial - 0.5);
      g.setColor(Ink.TEXT.sentinel());
      g.setStroke(
          new BasicStroke(
              1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 3}, 0));
      g.draw(
          new Line2D.Double(
              x,
              chart.getScreenYFromChart(chart.getStyler().getYAxisMin()),
              x,
              chart.getScreenYFromChart(chart.getStyler().getYAxisMax())));
    }
  }
}
