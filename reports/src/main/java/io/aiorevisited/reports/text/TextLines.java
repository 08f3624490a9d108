package io.aiorevisited.reports.text;

import java.util.ArrayList;
import java.util.List;

/** Lays plain text out on 80 columns. */
public final class TextLines {

  public static final int WIDTH = 80;

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

  /** Lays one line of a table of verdicts. */
  public static String verdict(
      String condition, String difference, String interval, String holmP, String word) {
    return String.format(
            "%-21.21s %8s  %-18s %8s  %s",
            condition, compact(difference), compact(interval), compact(holmP), word)
        .stripTrailing();
  }

  /** Takes the spaces before per-cent signs out, which a narrow column can't afford. */
  private static String compact(String figure) {
    return figure.replace(" %", "%").replace("< ", "<");
  }
}
