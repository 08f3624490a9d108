package io.aiorevisited.analysis.charts.draw;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shortens the path data of a drawing to about a third: relative commands, tenths of a pixel, no
 * spare characters. Every point is rounded by itself, so errors don't add up along a path.
 */
final class PathData {

  private static final Pattern ATTRIBUTE = Pattern.compile(" d=\"([^\"]*)\"");
  private static final Pattern TOKEN = Pattern.compile("[MLQCZ]|-?[0-9.]+(?:E-?[0-9]+)?");

  private final StringBuilder out = new StringBuilder();
  private long x;
  private long y;
  private long startX;
  private long startY;
  private char last;

  private PathData() {}

  /** Shortens every path of an SVG drawing. */
  static String shorten(String svg) {
    return ATTRIBUTE
        .matcher(svg)
        .replaceAll(match -> " d=\"" + new PathData().write(match.group(1)) + "\"");
  }

  private String write(String data) {
    Matcher tokens = TOKEN.matcher(data);
    char command = 'M';
    int expected = 0;
    long[] numbers = new long[6];
    int count = 0;
    while (tokens.find()) {
      String token = tokens.group();
      char first = token.charAt(0);
      if (first == 'Z') {
        out.append('z');
        last = 'z';
        x = startX;
        y = startY;
      } else if (Character.isLetter(first)) {
        command = first;
        expected = command == 'C' ? 6 : command == 'Q' ? 4 : 2;
        count = 0;
      } else {
        numbers[count++] = Math.round(10 * Double.parseDouble(token));
        if (count == expected) {
          segment(command, numbers, count);
          count = 0;
        }
      }
    }
    return out.toString();
  }

  private void segment(char command, long[] n, int count) {
    long endX = n[count - 2];
    long endY = n[count - 1];
    if (command == 'L' && (endY == y || endX == x)) {
      boolean flat = endY == y;
      append(flat ? 'h' : 'v', flat ? endX - x : endY - y);
    } else {
      long[] relative = new long[count];
      for (int i = 0; i < count; i += 2) {
        relative[i] = n[i] - x;
        relative[i + 1] = n[i + 1] - y;
      }
      append(Character.toLowerCase(command), relative);
    }
    x = endX;
    y = endY;
    if (command == 'M') {
      startX = x;
      startY = y;
    }
  }

  private void append(char command, long... tenths) {
    // A letter that is the same as before is understood; after an m it would mean l.
    boolean repeat = command == last && command != 'm';
    if (!repeat) {
      out.append(command);
    }
    last = command;
    for (int i = 0; i < tenths.length; i++) {
      String number = number(tenths[i]);
      if ((repeat || i > 0) && number.charAt(0) != '-') {
        out.append(' ');
      }
      out.append(number);
    }
  }

  private static String number(long tenths) {
    long whole = Math.abs(tenths) / 10;
    long part = Math.abs(tenths) % 10;
    String digits = part == 0 ? Long.toString(whole) : (whole == 0 ? "" : whole) + "." + part;
    return tenths < 0 ? "-" + digits : digits;
  }
}
