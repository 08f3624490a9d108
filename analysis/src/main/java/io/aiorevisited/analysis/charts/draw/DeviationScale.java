package io.aiorevisited.analysis.charts.draw;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.Annotation;

/** A vertical axis of deviations from zero in per cent: zero and one round number each side. */
public final class DeviationScale extends Annotation {

  /** Width of the labels left of the plot. */
  public static final int WIDTH_PIXELS = 56;

  private static final int GAP_PIXELS = 6;

  private final double bound;

  /** Makes the scale of a y axis from minus to plus {@code bound}. */
  public DeviationScale(double bound) {
    super(false);
    this.bound = bound;
  }

  @Override
  public void paint(Graphics2D g) {
    double left = chart.getScreenXFromChart(chart.getStyler().getXAxisMin());
    double right = chart.getScreenXFromChart(chart.getStyler().getXAxisMax());
    double step = step(bound);
    g.setStroke(new BasicStroke(1f));
    for (int i = -1; i <= 1; i++) {
      double y = chart.getScreenYFromChart(i * step);
      g.setColor((i == 0 ? Ink.AXIS : Ink.GRID).sentinel());
      g.draw(new Line2D.Double(left, y, right, y));
      String label = String.format(Locale.ROOT, i == 0 ? "%.0f %%" : "%+.3g %%", i * step);
      String plain = label.replaceAll("\\.0+ ", " ").replaceAll("(\\.[0-9]*?)0+ ", "$1 ");
      Lettering.draw(
          g, plain.replace('-', '−'), left - GAP_PIXELS, y, Lettering.Align.RIGHT, Ink.MUTED);
    }
  }

  /** The largest of 1, 2, 5, 10, ... that is at most nine tenths of the bound. */
  public static double step(double bound) {
    double power = Math.pow(10, Math.floor(Math.log10(0.9 * bound)));
    for (double digit : new double[] {5, 2}) {
      if (digit * power <= 0.9 * bound) {
        return digit * power;
      }
    }
    return power;
  }
}
