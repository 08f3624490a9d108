package io.aiorevisited.analysis.charts.draw;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Draws bars that are made of parts, each on top of the one before. */
public final class StackedBars extends Overlay {

  /**
   * A part of a bar.
   *
   * @param value height in the units of the y axis
   * @param ink colour
   * @param opacity from 0 to 1
   */
  public record Part(double value, Ink ink, double opacity) {}

  /**
   * A bar.
   *
   * @param x its middle in the units of the x axis
   * @param parts from below
   */
  public record Bar(double x, List<Part> parts) {}

  private final double width;
  private final List<Bar> bars;

  /**
   * @param width of every bar in the units of the x axis
   */
  public StackedBars(double width, List<Bar> bars) {
    this.width = width;
    this.bars = List.copyOf(bars);
  }

  @Override
  public void paint(Graphics2D g) {
    for (Bar bar : bars) {
      double left = screenX(bar.x() - width / 2);
      double right = screenX(bar.x() + width / 2);
      double below = 0;
      for (Part part : bar.parts()) {
        double bottom = screenY(below);
        double top = screenY(below + part.value());
        g.setColor(part.ink().sentinel(part.opacity()));
        g.fill(new Rectangle2D.Double(left, top, right - left, bottom - top));
        below += part.value();
      }
    }
  }
}
