package io.aiorevisited.analysis.record.folder;

/**
 * Text that came from a file and may be shown: without characters that steer a terminal, turn the
 * direction of writing or break a line.
 */
public final class PlainText {

  private static final char REPLACEMENT = '\ufffd';
  private static final int LONGEST_QUOTE = 300;

  private PlainText() {}

  /** The same text, with a space for each line end and tab, and U+FFFD for what is not shown. */
  static String of(String text) {
    StringBuilder plain = null;
    for (int i = 0; i < text.length(); i++) {
      char shown = shown(text, i);
      if (shown != text.charAt(i)) {
        plain = plain == null ? new StringBuilder(text) : plain;
        plain.setCharAt(i, shown);
      }
    }
    return plain == null ? text : plain.toString();
  }

  /** As {@link #of}, cut off where it grows too long for a message. */
  static String quote(String text) {
    String plain = of(text);
    return plain.length() <= LONGEST_QUOTE ? plain : plain.substring(0, LONGEST_QUOTE) + "...";
  }

  private static char shown(String text, int at) {
    char c = text.charAt(at);
    if (c == '\n' || c == '\r' || c == '\t') {
      return ' ';
    }
    if (Character.isSurrogate(c)) {
      return isPaired(text, at) ? c : REPLACEMENT;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          REPLACEMENT;
      default -> c;
    };
  }

  private static boolean isPaired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
