package io.aiorevisited.analysis.charts;

import io.aiorevisited.analysis.charts.draw.Cloud;
import io.aiorevisited.analysis.charts.draw.ColumnLabels;
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

/** How far do the trials of one condition lie apart? A dot a trial, in the order of the rounds. */
public final class TrialDots {

  private static final int HEIGHT = 130;
  private static final int COLUMN_PIXELS = 52;
  private static final int LEAST_PIXELS = 156;
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
    double room = Math.max(0.08 * (high - low), 1e-3 * Math.max(high, 1e-6));
    ColumnLabels arms =
        new ColumnLabels(series.stream().map(Series::label).toList(), COLUMN_PIXELS);
    Plot plot =
        new Plot(
            Math.max(LEAST_PIXELS, arms.plotPixels()),
            HEIGHT,
            arms,
            ValueScale.vertical(Ticks.linear(low - room, high + room, 5), unit));
    for (int arm = 0; arm < series.size(); arm++) {
      Series one = series.get(arm);
      double[] values = one.values();
      double[] x = new double[values.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = arm + WIDTH_OF_ARM * ((i + 0.5) / x.length - 0.5);
      }
      SeriesStyle style = SeriesStyle.of(one.engine(), one.control(), engines);
      plot.add(new Cloud(style.ink(), size(values.length), 0.75, x, values));
      if (values.length > 0) {
        plot.add(new MeanLine(arm, Arrays.stream(values).average().orElseThrow()));
      }
    }
    return plot.svg(
        id, title, "Every trial's figure in " + unit + "; tables.csv and trials.jsonl have them.");
  }

  private static double size(int trials) {
    return trials <= 40 ? 5 : trials <= 200 ? 3.4 : 2.2;
  }

  /** The mean of an arm, across its dots. */
  private static final class MeanLine extends Overlay {

    private final int arm;
    private final double mean;

    MeanLine(int arm, double mean) {
      this.arm = arm;
      this.mean = mean;
    }

    @Override
    public void paint(Graphics2D g) {
      double y = screenY(mean);
      g.setColor(Ink.TEXT.sentinel());
      g.setStroke(new BasicStroke(1.2f));
      g.draw(
          new Line2D.Double(
              screenX(arm - WIDTH_OF_ARM / 2), y, screenX(arm + WIDTH_OF_ARM / 2), y));
    }
  }
}
