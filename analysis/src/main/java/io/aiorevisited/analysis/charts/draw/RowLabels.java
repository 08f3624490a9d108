package io.aiorevisited.analysis.charts.draw;

import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * Names the rows of a chart, at y = -1, -2, ...: on the left what they are, on the right a word.
 */
public final class RowLabels extends Annotation {

  /**
   * One row's words.
   *
   * @param left name
   * @param right remark; may be empty
   * @param strong whether the remark matters
   */
  public record Row(String left, String right, boolean strong) {}

  private static final int GAP_PIXELS = 8;

  private final List<Row> rows;

  public RowLabels(List<Row> rows) {
    super(false);
    this.rows = List.copyOf(rows);
  }

  @Override
  public void paint(Graphics2D g) {
    double left = chart.getScreenXFromChart(chart.getStyler().getXAxisMin()) - GAP_PIXELS;
    double right = chart.getScreenXFromChart(chart.getStyler().getXAxisMax()) + GAP_PIXELS;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      double y = chart.getScreenYFromChart(-1.0 - i);
      Lettering.draw(g, row.left(), left, y, Lettering.Align.RIGHT, Ink.TEXT);
      if (!row.right().isEmpty()) {
        Ink ink = row.strong() ? Ink.TEXT : Ink.MUTED;
        Lettering.draw(g, row.right(), right, y, Lettering.Align.LEFT, ink);
      }
    }
  }
}
