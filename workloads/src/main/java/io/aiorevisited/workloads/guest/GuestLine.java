package io.aiorevisited.workloads.guest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/*
 * The serial line also carries what the kernel and the shell print, so lines of ours begin with a
 * mark. They are JSON objects without nesting: a parser that does all of JSON would take seconds to
 * load in a guest whose instructions are translated.
 */
/**
 * One line between host and guest: a flat JSON object in plain ASCII.
 *
 * @param fields names and values; numbers and truth values as JSON writes them
 */
public record GuestLine(Map<String, String> fields) {
  /** What a guest's lines begin with. */
  public static final String MARK = "@@";

  public GuestLine {
    fields = Map.copyOf(fields);
  }

  /** Starts a line of pairs, names and values by turns; values that are no numbers become text. */
  public static String write(Object... pairs) {
    StringBuilder line = new StringBuilder("{");
    for (int i = 0; i < pairs.length; i += 2) {
      line.append(i == 0 ? "" : ",");
      quote(line, pairs[i].toString());
      line.append(':');
      if (pairs[i + 1] instanceof Number || pairs[i + 1] instanceof Boolean) {
        line.append(pairs[i + 1]);
      } else {
        quote(line, String.valueOf(pairs[i + 1]));
      }
    }
    return line.append('}').toString();
  }

  private static void quote(StringBuilder line, String text) {
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (c >= ' ' && c <= '~') {
        line.append(c);
      } else {
        line.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          line.append(Character.forDigit(c >> shift & 15, 16));
        }
      }
    }
    line.append('"');
  }

  /** Finds a marked object in a line; empty if there is none, or it is not whole. */
  public static Optional<GuestLine> find(String line) {
    int mark = line.indexOf(MARK + "{");
    if (mark < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(line.substring(mark + MARK.length()).strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // cut off, or a message of the kernel's came in between
    }
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException if it is none, or has others in it
   */
  public static GuestLine read(String json) {
    return new GuestLine(new Parser(json).object());
  }

  /**
   * A field's text.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public String text(String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no field '" + name + "' in " + fields);
    }
    return value;
  }

  /**
   * A field's whole number.
   *
   * @throws IllegalArgumentException if there is no such field, or it is no whole number
   */
  public long number(String name) {
    return Long.parseLong(text(name));
  }

  /** Reads one object from its first character to its last. */
  private static final class Parser {
    private final String json;
    private int at;

    Parser(String json) {
      this.json = json;
    }

    Map<String, String> object() {
      Map<String, String> fields = new LinkedHashMap<>();
      expect('{');
      while (fields.isEmpty() ? peek() != '}' : peek() == ',') {
        if (!fields.isEmpty()) {
          expect(',');
        }
        String name = string();
        expect(':');
        fields.put(name, peek() == '"' ? string() : literal());
      }
      expect('}');
      if (at != json.length()) {
        throw wrong("the end");
      }
      return fields;
    }

    private String string() {
      expect('"');
      StringBuilder text = new StringBuilder();
      while (peek() != '"') {
        char c = json.charAt(at++);
        if (c != '\\') {
          text.append(c);
        } else if (peek() == 'u') {
          if (at + 5 > json.length()) {
            throw wrong("four hexadecimal digits");
          }
          text.append((char) Integer.parseInt(json.substring(at + 1, at + 5), 16));
          at += 5;
        } else {
          text.append(json.charAt(at++));
        }
      }
      at++;
      return text.toString();
    }

    private String literal() {
      int start = at;
      while (peek() != ',' && peek() != '}') {
        at++;
      }
      String word = json.substring(start, at);
      if (!word.matches("-?[0-9.eE+-]+|true|false")) {
        throw wrong("a number");
      }
      return word;
    }

    private void expect(char wanted) {
      if (peek() != wanted) {
        throw wrong("'" + wanted + "'");
      }
      at++;
    }

    private char peek() {
      if (at >= json.length()) {
        throw wrong("more");
      }
      return json.charAt(at);
    }

    private IllegalArgumentException wrong(String wanted) {
      return new IllegalArgumentException(
          "expected " + wanted + " at character " + at + " of " + json);
    }
  }
}
