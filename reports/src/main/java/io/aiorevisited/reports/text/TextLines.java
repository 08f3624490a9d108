package io.aiorevisited.reports.text;

import java.util.ArrayList;
import java.util.List;

/** Lays plain text out on 80 columns. */
public final class TextLines {

  public static final int WIDTH = 80;

  private static final int CELL_WIDTH = 30;

  private TextLines() {}

  /**
   * Breaks a text at spaces so that no line is longer than the page; a long word stays whole.
   *
   * @param text spaces in front stay with the first line
   * @param indent of the lines after the first
   */
  public static List<String> wrap(String text, String indent) {
    return wrap(text, indent, WIDTH);
  }

  /** Breaks a text at spaces into lines of at most {@code width} characters. */
  public static List<String> wrap(String text, String indent, int width) {
    List<String> wrapped = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    line.append(" ".repeat(text.length() - text.stripLeading().length()));
    boolean first = true;
    for (String word : text.strip().split(" +")) {
      if (!first && line.length() + 1 + word.length() > width) {
        wrapped.add(line.toString());
        line = new StringBuilder(indent);
        first = true;
      }
      line.append(first ? "" : " ").append(word);
      first = false;
    }
    wrapped.add(line.toString());
    return wrapped;
  }

  /**
   * Lays one line of a table of verdicts; a name that is too long for its column loses its middle.
   */
  public static String verdict(String cell, String difference, String interval, String word) {
    String bounded = interval.equals(Figures.NOT_BOUNDED) ? "not bounded" : compact(interval);
    return String.format("%-30s %7s %-18s %s", shorten(cell), compact(difference), bounded, word)
        .stripTrailing();
  }

  private static String shorten(String cell) {
    return cell.length() <= CELL_WIDTH
        ? cell
        : cell.substring(0, 11) + ".." + cell.substring(cell.length() - CELL_WIDTH + 13);
  }

  /** Takes the spaces before per-cent signs out, which a narrow column can't afford. */
  private static String compact(String figure) {
    return figure.replace(" %", "%").replace("< ", "<");
  }
}
