package io.aiorevisited.analysis.charts.draw;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.Rectangle2D;

/** Sets small text as outlines, so that no viewer's font moves it. */
public final class Lettering {

  public static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  /** Where a text lies about its point. */
  public enum Align {
    LEFT,
    CENTRE,
    RIGHT
  }

  /** What a text is for; the page names it, so that a test can find what an axis says. */
  public enum Role {
    TEXT("text"),
    X_TICK("tick-x"),
    Y_TICK("tick-y");

    private final String styleClass;

    Role(String styleClass) {
      this.styleClass = styleClass;
    }

    /** Its class in the SVG. */
    String styleClass() {
      return styleClass;
    }
  }

  private Lettering() {}

  /** Width of a text, rounded up. */
  public static int widthPixels(String text) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    return (int) Math.ceil(FONT.getStringBounds(text, context).getWidth());
  }

  /** Draws a text whose vertical middle is at {@code y}. */
  public static void draw(
      Graphics2D g, String text, double x, double y, Align align, Ink ink, Role role) {
    GlyphVector glyphs = FONT.createGlyphVector(g.getFontRenderContext(), text);
    Rectangle2D bounds = glyphs.getLogicalBounds();
    double left =
        switch (align) {
          case LEFT -> x;
          case CENTRE -> x - bounds.getWidth() / 2;
          case RIGHT -> x - bounds.getWidth();
        };
    // 0.36 of the font's size is half the height of its digits and capitals.
    Shape outline = glyphs.getOutline((float) left, (float) (y + 0.36 * FONT.getSize2D()));
    g.setColor(ink.sentinel(role));
    g.fill(outline);
  }
}
