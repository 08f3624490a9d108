package io.aiorevisited.analysis.charts.draw;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** Draws intervals, which need not be symmetric: XChart's own error bars must be. */
public final class Whiskers extends Overlay {

  private record Bar(double x, double low, double high) {}

  private static final double CAP_PIXELS = 4;

  private final Ink ink;
  private final boolean vertical;
  private final List<Bar> bars = new ArrayList<>();

  private Whiskers(Ink ink, boolean vertical) {
    this.ink = ink;
    this.vertical = vertical;
  }

  /** Makes intervals along the y axis. */
  public static Whiskers vertical(Ink ink) {
    return new Whiskers(ink, true);
  }

  /** Makes intervals along the x axis. */
  public static Whiskers horizontal(Ink ink) {
    return new Whiskers(ink, false);
  }

  /** Adds an interval at a place on the other axis, in the units of the axes. */
  public void add(double place, double low, double high) {
    bars.add(new Bar(place, low, high));
  }

  @Override
  public void paint(Graphics2D g) {
    Path2D path = new Path2D.Double();
    for (Bar bar : bars) {
      if (vertical) {
        double x = screenX(bar.x());
        double low = screenY(bar.low());
        double high = screenY(bar.high());
        line(path, x, low, x, high);
        line(path, x - CAP_PIXELS, low, x + CAP_PIXELS, low);
        line(path, x - CAP_PIXELS, high, x + CAP_PIXELS, high);
      } else {
        double y = screenY(bar.x());
        double low = screenX(bar.low());
        double high = screenX(bar.high());
        line(path, low, y, high, y);
        line(path, low, y - CAP_PIXELS, low, y + CAP_PIXELS);
        line(path, high, y - CAP_PIXELS, high, y + CAP_PIXELS);
      }
    }
    g.setColor(ink.sentinel());
    g.setStroke(new BasicStroke(1.5f));
    g.draw(path);
  }

  private static void line(Path2D path, double x1, double y1, double x2, double y2) {
    path.moveTo(x1, y1);
    path.lineTo(x2, y2);
  }
}
