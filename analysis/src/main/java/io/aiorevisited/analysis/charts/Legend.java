package io.aiorevisited.analysis.charts;

import io.aiorevisited.analysis.charts.draw.SeriesStyle;
import io.aiorevisited.analysis.charts.draw.Svg;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.util.List;
import java.util.Locale;

/** Makes the small mark that stands for an engine outside the charts; it needs no fonts. */
public final class Legend {

  private static final int BOX = 14;

  private Legend() {}

  /**
   * Draws an engine's mark.
   *
   * @param engine its name
   * @param control whether it is the control arm
   * @param engines every engine of the report, which fixes the styles
   */
  public static Svg mark(String engine, boolean control, List<String> engines) {
    SeriesStyle style = SeriesStyle.of(engine, control, engines);
    String paint =
        style.filled()
            ? "fill=\"" + style.ink().css() + "\""
            : "fill=\"none\" stroke=\"" + style.ink().css() + "\" stroke-width=\"1.6\"";
    Shape shape = style.glyph().at(BOX / 2.0, BOX / 2.0, 9);
    return new Svg(
        String.format(
            Locale.ROOT,
            "<svg class=\"mark\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                + " aria-hidden=\"true\"><path d=\"%s\" %s/></svg>",
            BOX,
            BOX,
            BOX,
            BOX,
            path(shape),
            paint));
  }

  private static String path(Shape shape) {
    StringBuilder path = new StringBuilder();
    double[] c = new double[6];
    for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
      int points;
      switch (i.currentSegment(c)) {
        case PathIterator.SEG_MOVETO -> {
          path.append('M');
          points = 1;
        }
        case PathIterator.SEG_LINETO -> {
          path.append('L');
          points = 1;
        }
        case PathIterator.SEG_QUADTO -> {
          path.append('Q');
          points = 2;
        }
        case PathIterator.SEG_CUBICTO -> {
          path.append('C');
          points = 3;
        }
        default -> {
          path.append('Z');
          points = 0;
        }
      }
      for (int n = 0; n < 2 * points; n++) {
        path.append(n == 0 ? "" : " ").append(Math.round(10 * c[n]) / 10.0);
      }
    }
    return path.toString();
  }
}
