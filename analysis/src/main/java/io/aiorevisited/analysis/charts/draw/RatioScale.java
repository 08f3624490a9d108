package io.aiorevisited.analysis.charts.draw;

import io.aiorevisited.analysis.charts.draw.Lettering.Align;
import io.aiorevisited.analysis.charts.draw.Lettering.Role;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A horizontal axis of ratios on a logarithmic scale, labelled by the difference in per cent. The
 * chart's own x axis is ln(ratio). Draws the band of differences that don't matter as well.
 */
public final class RatioScale extends Scale {

  private static final int HEIGHT_PIXELS = 24;
  private static final int HALF_LABEL_PIXELS = 26;

  private static final double[] STEPS = {
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10
  };

  /** Distance that two labels need between their middles. */
  private static final int LABEL_PIXELS = 46;

  private final double bound;
  private final double margin;

  /**
   * Makes the scale.
   *
   * @param bound largest ln(ratio) of the axis, which reaches as far below zero
   * @param margin difference that matters, as a fraction; 0 for no band
   */
  public RatioScale(double bound, double margin) {
    this.bound = bound;
    this.margin = margin;
  }

  @Override
  double low() {
    return -bound;
  }

  @Override
  double high() {
    return bound;
  }

  @Override
  Space space() {
    return new Space(HALF_LABEL_PIXELS, HALF_LABEL_PIXELS, 0, HEIGHT_PIXELS);
  }

  @Override
  public void paint(Graphics2D g) {
    double top = 0;
    double bottom = chart.getHeight();
    if (margin > 0) {
      double left = screenX(Math.max(-bound, -Math.log1p(margin)));
      double right = screenX(Math.min(bound, Math.log1p(margin)));
      g.setColor(Ink.BAND.sentinel(0.12));
      g.fill(new Rectangle2D.Double(left, top, right - left, bottom - top));
    }
    g.setStroke(new BasicStroke(1f));
    double pixelsPerLog = (screenX(bound) - screenX(-bound)) / (2 * bound);
    for (double fraction : ticks(bound, LABEL_PIXELS / pixelsPerLog)) {
      double x = screenX(Math.log1p(fraction));
      g.setColor((fraction == 0 ? Ink.AXIS : Ink.GRID).sentinel());
      g.draw(new Line2D.Double(x, top, x, bottom));
      Lettering.draw(g, label(fraction), x, bottom + 13, Align.CENTRE, Ink.MUTED, Role.X_TICK);
    }
  }

  /**
   * Differences to label, as fractions: multiples of a round number, and only where a label is free
   * of the one before it.
   *
   * @param bound largest ln(ratio)
   * @param apart distance that two labels need, as ln(ratio)
   */
  static List<Double> ticks(double bound, double apart) {
    double step = STEPS[STEPS.length - 1];
    for (int i = STEPS.length - 1; i >= 0; i--) {
      if (Math.log1p(STEPS[i]) >= apart) {
        step = STEPS[i];
      }
    }
    List<Double> ticks = new ArrayList<>(List.of(0.0));
    for (int sign : new int[] {1, -1}) {
      double last = 0;
      for (int i = 1; ; i++) {
        double fraction = sign * i * step;
        double log = fraction > -1 ? Math.log1p(fraction) : Double.NEGATIVE_INFINITY;
        if (Math.abs(log) > bound) {
          break;
        }
        if (Math.abs(log - last) >= apart) {
          ticks.add(fraction);
          last = log;
        }
      }
    }
    return ticks;
  }

  private static String label(double fraction) {
    if (fraction == 0) {
      return "same";
    }
    String number = String.format(Locale.ROOT, "%+.1f", 100 * fraction);
    return number.replace(".0", "").replace('-', '−') + " %";
  }
}
