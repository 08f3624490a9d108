package io.aiorevisited.analysis.charts.draw;

import io.aiorevisited.analysis.charts.draw.Lettering.Align;
import io.aiorevisited.analysis.charts.draw.Lettering.Role;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/**
 * An x axis of columns at 0, 1, 2, ..., each with its name below it, a word or two a line. The
 * columns are as wide as the names need.
 */
public final class ColumnLabels extends Scale {

  private static final int LINE_PIXELS = 15;
  private static final int GAP_PIXELS = 8;
  private static final int MOST_PIXELS = 120;

  private final List<List<String>> lines = new ArrayList<>();
  private final int pitch;

  /**
   * Makes the axis.
   *
   * @param labels names, at least one
   * @param leastPixels width that a column has at least
   */
  public ColumnLabels(List<String> labels, int leastPixels) {
    int widestWord =
        labels.stream()
            .flatMap(label -> List.of(label.split(" ")).stream())
            .mapToInt(Lettering::widthPixels)
            .max()
            .orElse(0);
    pitch = Math.max(leastPixels, Math.min(MOST_PIXELS, widestWord + GAP_PIXELS));
    labels.forEach(label -> lines.add(wrap(label, pitch - GAP_PIXELS)));
  }

  private static List<String> wrap(String label, int pixels) {
    List<String> wrapped = new ArrayList<>();
    for (String word : label.split(" ")) {
      int last = wrapped.size() - 1;
      String longer = last < 0 ? word : wrapped.get(last) + " " + word;
      if (last >= 0 && Lettering.widthPixels(longer) <= pixels) {
        wrapped.set(last, longer);
      } else {
        wrapped.add(shorten(word, pixels));
      }
    }
    return wrapped;
  }

  private static String shorten(String word, int pixels) {
    String shorter = word;
    while (shorter.length() > 1 && Lettering.widthPixels(shorter + "…") > pixels) {
      shorter = shorter.substring(0, shorter.length() - 1);
      if (Lettering.widthPixels(word) <= pixels) {
        return word;
      }
    }
    return shorter.equals(word) ? word : shorter + "…";
  }

  /** Width of all columns. */
  public int plotPixels() {
    return pitch * lines.size();
  }

  @Override
  double low() {
    return -0.5;
  }

  @Override
  double high() {
    return lines.size() - 0.5;
  }

  @Override
  Space space() {
    int most = lines.stream().mapToInt(List::size).max().orElse(1);
    return new Space(0, 0, 0, LINE_PIXELS * most + GAP_PIXELS);
  }

  @Override
  public void paint(Graphics2D g) {
    double bottom = chart.getHeight();
    for (int i = 0; i < lines.size(); i++) {
      double x = screenX(i);
      for (int line = 0; line < lines.get(i).size(); line++) {
        Lettering.draw(
            g,
            lines.get(i).get(line),
            x,
            bottom + GAP_PIXELS + LINE_PIXELS * (line + 0.5),
            Align.CENTRE,
            Ink.MUTED,
            Role.TEXT);
      }
    }
  }
}
