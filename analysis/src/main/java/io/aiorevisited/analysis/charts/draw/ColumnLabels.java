package io.aiorevisited.analysis.charts.draw;

import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * Names the columns under the x axis at 0, 1, 2, ...; XChart places its labels at round numbers.
 */
public final class ColumnLabels extends Annotation {

  /** Height that two lines need under the plot. */
  public static final int HEIGHT_PIXELS = 36;

  private final List<String> labels;

  public ColumnLabels(List<String> labels) {
    super(false);
    this.labels = labels;
  }

  @Override
  public void paint(Graphics2D g) {
    double bottom = chart.getScreenYFromChart(chart.getStyler().getYAxisMin());
    for (int i = 0; i < labels.size(); i++) {
      double x = chart.getScreenXFromChart(i);
      String[] words = labels.get(i).split(" ", 2);
      for (int line = 0; line < words.length; line++) {
        Lettering.draw(
            g, words[line], x, bottom + 13 + 15 * line, Lettering.Align.CENTRE, Ink.MUTED);
      }
    }
  }
}
