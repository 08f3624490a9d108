package io.aiorevisited.analysis.charts.draw;

import io.aiorevisited.analysis.charts.draw.Lettering.Align;
import io.aiorevisited.analysis.charts.draw.Lettering.Role;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An x axis of columns at 0, 1, 2, ..., each with its name below it, a word or two a line. The
 * columns are as wide as the names need, as far as a page has room for all of them; a name that is
 * wider than its column goes on below, from its {@code @} or after a hyphen.
 */
public final class ColumnLabels extends Scale {

  private static final int LINE_PIXELS = 15;
  private static final int GAP_PIXELS = 8;
  private static final int MOST_PIXELS = 120;

  /** Of all columns together: what a page of full width has beside the values' scale. */
  private static final int MOST_PIXELS_OF_ALL = 950;

  private static final Pattern BUILDS = Pattern.compile("(?=@)");
  private static final Pattern WORDS = Pattern.compile(" |(?=@)");
  private static final Pattern PARTS = Pattern.compile(" |(?=@)|(?<=-)");

  private final List<List<String>> lines = new ArrayList<>();
  private final int pitch;

  /**
   * Makes the axis.
   *
   * @param labels names, at least one
   * @param leastPixels width that a column has at least
   */
  public ColumnLabels(List<String> labels, int leastPixels) {
    int whole = Math.min(MOST_PIXELS, widest(labels, WORDS) + GAP_PIXELS);
    int broken = Math.min(MOST_PIXELS, widest(labels, PARTS) + GAP_PIXELS);
    int room = MOST_PIXELS_OF_ALL / labels.size();
    pitch = Math.max(leastPixels, Math.min(whole, Math.max(broken, room)));
    labels.forEach(label -> lines.add(wrap(label, pitch - GAP_PIXELS)));
  }

  private static int widest(List<String> labels, Pattern between) {
    return labels.stream()
        .flatMap(between::splitAsStream)
        .mapToInt(Lettering::widthPixels)
        .max()
        .orElse(0);
  }

  private static List<String> wrap(String label, int pixels) {
    List<String> wrapped = new ArrayList<>();
    for (String word : label.split(" ")) {
      int last = wrapped.size() - 1;
      String longer = last < 0 ? word : wrapped.get(last) + " " + word;
      if (last >= 0 && Lettering.widthPixels(longer) <= pixels) {
        wrapped.set(last, longer);
      } else if (Lettering.widthPixels(word) <= pixels) {
        wrapped.add(word);
      } else {
        wrapped.addAll(parts(word, pixels));
      }
    }
    return wrapped;
  }

  /** The lines of a word that is wider than one: what is before its {@code @}, and from there. */
  private static List<String> parts(String word, int pixels) {
    List<String> parts = new ArrayList<>();
    for (String part : BUILDS.split(word)) {
      if (Lettering.widthPixels(part) <= pixels) {
        parts.add(part);
      } else {
        parts.addAll(syllables(part, pixels));
      }
    }
    return parts;
  }

  private static List<String> syllables(String word, int pixels) {
    List<String> lines = new ArrayList<>();
    for (String part : PARTS.split(word)) {
      int last = lines.size() - 1;
      String longer = last < 0 ? part : lines.get(last) + part;
      if (last >= 0 && Lettering.widthPixels(longer) <= pixels) {
        lines.set(last, longer);
      } else {
        lines.add(shorten(part, pixels));
      }
    }
    return lines;
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

  /** The names as they stand below each other. */
  List<List<String>> lines() {
    return List.copyOf(lines);
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
