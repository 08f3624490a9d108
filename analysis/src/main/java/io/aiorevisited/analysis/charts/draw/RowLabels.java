package io.aiorevisited.analysis.charts.draw;

import io.aiorevisited.analysis.charts.draw.Lettering.Align;
import io.aiorevisited.analysis.charts.draw.Lettering.Role;
import java.awt.Graphics2D;
import java.util.List;

/** A y axis of rows at -1, -2, ...: on the left what they are, on the right a word about them. */
public final class RowLabels extends Scale {

  /** Height of a row. */
  public static final int ROW_PIXELS = 24;

  private static final int GAP_PIXELS = 8;

  /**
   * One row's words.
   *
   * @param left name
   * @param right remark; may be empty
   * @param strong whether the remark matters
   */
  public record Row(String left, String right, boolean strong) {}

  private final List<Row> rows;

  public RowLabels(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /** Height of all rows. */
  public int plotPixels() {
    return ROW_PIXELS * rows.size();
  }

  @Override
  double low() {
    return -rows.size() - 0.5;
  }

  @Override
  double high() {
    return -0.5;
  }

  @Override
  Space space() {
    return new Space(
        rows.stream().mapToInt(r -> Lettering.widthPixels(r.left())).max().orElse(0) + GAP_PIXELS,
        rows.stream().mapToInt(r -> Lettering.widthPixels(r.right())).max().orElse(0) + GAP_PIXELS,
        0,
        0);
  }

  @Override
  public void paint(Graphics2D g) {
    double left = 0 - GAP_PIXELS;
    double right = chart.getWidth() + GAP_PIXELS;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      double y = screenY(-1.0 - i);
      Lettering.draw(g, row.left(), left, y, Align.RIGHT, Ink.TEXT, Role.TEXT);
      if (!row.right().isEmpty()) {
        Ink ink = row.strong() ? Ink.TEXT : Ink.MUTED;
        Lettering.draw(g, row.right(), right, y, Align.LEFT, ink, Role.TEXT);
      }
    }
  }
}
