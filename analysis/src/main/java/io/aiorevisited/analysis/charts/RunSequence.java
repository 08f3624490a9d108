package io.aiorevisited.analysis.charts;

import io.aiorevisited.analysis.charts.draw.Cloud;
import io.aiorevisited.analysis.charts.draw.Ink;
import io.aiorevisited.analysis.charts.draw.Overlay;
import io.aiorevisited.analysis.charts.draw.Plot;
import io.aiorevisited.analysis.charts.draw.SeriesStyle;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.charts.draw.Ticks;
import io.aiorevisited.analysis.charts.draw.ValueScale;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.Arrays;
import java.util.List;

/** Did the machine change while it was measured? All trials of an arm in order of running. */
public final class RunSequence {

  private static final int WIDTH = 310;
  private static final int HEIGHT = 100;
  private static final int TICKS = 6;

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
    Plot plot =
        new Plot(
            WIDTH,
            HEIGHT,
            ValueScale.horizontal(
                Ticks.linear(0, lastTrial + 1.0, TICKS), "trial, in order of running"),
            ValueScale.vertical(Ticks.deviations(bound), ""));
    SeriesStyle style = SeriesStyle.of(engine, control, engines);
    double[] inside =
        Arrays.stream(percent).map(p -> Math.max(-bound, Math.min(bound, p))).toArray();
    double size = trials.length <= 300 ? 4 : trials.length <= 1500 ? 2.6 : 1.8;
    changes.forEach(change -> plot.add(new ChangeLine(change)));
    plot.add(new Cloud(style.ink(), size, 0.8, trials, inside));
    return plot.svg(
        id, title, trials.length + " trials, each by its deviation from the mean of its cell.");
  }

  /** A dashed line where the level changes. */
  private static final class ChangeLine extends Overlay {

    private final int trial;

    ChangeLine(int trial) {
      this.trial = trial;
    }

    @Override
    public void paint(Graphics2D g) {
      double x = screenX(trial - 0.5);
      g.setColor(Ink.TEXT.sentinel());
      g.setStroke(
          new BasicStroke(
              1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 3}, 0));
      g.draw(new Line2D.Double(x, chart.getHeight(), x, 0));
    }
  }
}
