package io.aiorevisited.analysis.charts.draw;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.style.markers.Marker;

/** The shapes of points, told apart without colour. */
public enum Glyph {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  DIAMOND,
  TRIANGLE_DOWN,
  BAR,
  CROSS;

  /** The shape about a centre; {@code size} is its width. */
  public Shape at(double x, double y, double size) {
    double r = size / 2;
    return switch (this) {
      case CIRCLE -> new Ellipse2D.Double(x - r, y - r, size, size);
      case SQUARE -> new Rectangle2D.Double(x - 0.9 * r, y - 0.9 * r, 0.9 * size, 0.9 * size);
      case TRIANGLE -> polygon(x, y - 1.1 * r, x + 1.1 * r, y + 0.9 * r, x - 1.1 * r, y + 0.9 * r);
      case TRIANGLE_DOWN ->
          polygon(x, y + 1.1 * r, x + 1.1 * r, y - 0.9 * r, x - 1.1 * r, y - 0.9 * r);
      case DIAMOND -> polygon(x, y - 1.2 * r, x + 1.2 * r, y, x, y + 1.2 * r, x - 1.2 * r, y);
      case BAR -> new Rectangle2D.Double(x - 0.4 * r, y - 1.2 * r, 0.8 * r, 2.4 * r);
      case CROSS -> cross(x, y, r);
    };
  }

  private static Shape polygon(double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    path.closePath();
    return path;
  }

  private static Shape cross(double x, double y, double r) {
    double thin = 0.35 * r;
    return polygon(
        x - r, y - thin, x - thin, y - thin, x - thin, y - r, x + thin, y - r, x + thin, y - thin,
        x + r, y - thin, x + r, y + thin, x + thin, y + thin, x + thin, y + r, x - thin, y + r,
        x - thin, y + thin, x - r, y + thin);
  }

  /** Paints the shape in the graphics' current colour. */
  public void paint(Graphics2D g, double x, double y, double size, boolean filled) {
    if (filled) {
      g.fill(at(x, y, size));
    } else {
      g.setStroke(new BasicStroke(1.6f));
      g.draw(at(x, y, size - 1.2));
    }
  }

  /** This shape as XChart's marker. */
  public Marker marker(boolean filled) {
    Glyph glyph = this;
    return new Marker() {
      @Override
      public void paint(Graphics2D g, double x, double y, int size) {
        glyph.paint(g, x, y, size, filled);
      }
    };
  }
}
