package io.aiorevisited.analysis.charts.draw;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;

/** Draws many points as one path of dots, a few bytes each, where markers would take a hundred. */
public final class Cloud extends Overlay {

  private final Ink ink;
  private final float diameter;
  private final double opacity;
  private final double[] x;
  private final double[] y;

  /**
   * Makes a cloud.
   *
   * @param diameter of a dot, in pixels
   * @param opacity from 0 to 1
   * @param x in the units of the axis
   * @param y in the units of the axis, as many
   */
  public Cloud(Ink ink, double diameter, double opacity, double[] x, double[] y) {
    this.ink = ink;
    this.diameter = (float) diameter;
    this.opacity = opacity;
    this.x = x.clone();
    this.y = y.clone();
  }

  @Override
  public void paint(Graphics2D g) {
    if (x.length == 0) {
      return;
    }
    Path2D path = new Path2D.Double();
    for (int i = 0; i < x.length; i++) {
      double screenX = screenX(x[i]);
      double screenY = screenY(y[i]);
      path.moveTo(screenX, screenY);
      path.lineTo(screenX, screenY);
    }
    g.setColor(ink.sentinel(opacity));
    g.setStroke(new BasicStroke(diameter, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(path);
  }
}
