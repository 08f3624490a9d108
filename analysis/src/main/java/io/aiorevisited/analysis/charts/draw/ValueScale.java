package io.aiorevisited.analysis.charts.draw;

import io.aiorevisited.analysis.charts.draw.Lettering.Align;
import io.aiorevisited.analysis.charts.draw.Lettering.Role;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;

/** An axis of numbers: labels, faint lines across the plot, and what the numbers are. */
public final class ValueScale extends Scale {

  private static final int GAP_PIXELS = 7;
  private static final int LINE_PIXELS = 16;
  private static final int HALF_LINE_PIXELS = 8;
  private static final int TICK_PIXELS = 4;

  private final Ticks ticks;
  private final String title;
  private final boolean vertical;

  private ValueScale(Ticks ticks, String title, boolean vertical) {
    this.ticks = ticks;
    this.title = title;
    this.vertical = vertical;
  }

  /** Makes a y axis; its title stands above it. */
  public static ValueScale vertical(Ticks ticks, String title) {
    return new ValueScale(ticks, title, true);
  }

  /** Makes an x axis; its title stands below it. */
  public static ValueScale horizontal(Ticks ticks, String title) {
    return new ValueScale(ticks, title, false);
  }

  @Override
  double low() {
    return ticks.low();
  }

  @Override
  double high() {
    return ticks.high();
  }

  @Override
  Space space() {
    int widest =
        ticks.marks().stream().mapToInt(m -> Lettering.widthPixels(m.label())).max().orElse(0);
    int titleLine = title.isEmpty() ? 0 : LINE_PIXELS;
    return vertical
        ? new Space(widest + GAP_PIXELS, 0, HALF_LINE_PIXELS + titleLine, HALF_LINE_PIXELS)
        : new Space(widest / 2 + 1, widest / 2 + 1, 0, LINE_PIXELS + GAP_PIXELS + titleLine);
  }

  @Override
  public void paint(Graphics2D g) {
    double left = 0;
    double right = chart.getWidth();
    double top = 0;
    double bottom = chart.getHeight();
    g.setStroke(new BasicStroke(1f));
    if (vertical) {
      paintVertical(g, left, right, top);
    } else {
      paintHorizontal(g, left, right, bottom);
    }
  }

  private void paintVertical(Graphics2D g, double left, double right, double top) {
    for (Ticks.Mark mark : ticks.marks()) {
      double y = screenY(mark.place());
      g.setColor((mark.place() == 0 ? Ink.AXIS : Ink.GRID).sentinel());
      g.draw(new Line2D.Double(left, y, right, y));
      Lettering.draw(g, mark.label(), left - GAP_PIXELS, y, Align.RIGHT, Ink.MUTED, Role.Y_TICK);
    }
    if (!title.isEmpty()) {
      double y = top - HALF_LINE_PIXELS - LINE_PIXELS / 2.0;
      Lettering.draw(g, title, left - space().left(), y, Align.LEFT, Ink.MUTED, Role.TEXT);
    }
  }

  private void paintHorizontal(Graphics2D g, double left, double right, double bottom) {
    g.setColor(Ink.AXIS.sentinel());
    g.draw(new Line2D.Double(left, bottom, right, bottom));
    double y = bottom + GAP_PIXELS + HALF_LINE_PIXELS;
    for (Ticks.Mark mark : ticks.marks()) {
      double x = screenX(mark.place());
      g.setColor(Ink.AXIS.sentinel());
      g.draw(new Line2D.Double(x, bottom, x, bottom + TICK_PIXELS));
      Lettering.draw(g, mark.label(), x, y, Align.CENTRE, Ink.MUTED, Role.X_TICK);
    }
    if (!title.isEmpty()) {
      Lettering.draw(g, title, right, y + LINE_PIXELS, Align.RIGHT, Ink.MUTED, Role.TEXT);
    }
  }
}
