package io.aiorevisited.analysis.charts.draw;

import io.aiorevisited.analysis.charts.draw.Lettering.Role;
import java.awt.Color;

/**
 * The colours of a chart by their role. Each is drawn with a colour of its own that stands for a
 * variable of the page's style sheet, so that one drawing serves light, dark and print.
 */
public enum Ink {
  TEXT("--ink"),
  MUTED("--ink-muted"),
  GRID("--grid"),
  AXIS("--axis"),
  PAPER("--paper"),
  BAND("--band"),
  SERIES_1("--series-1"),
  SERIES_2("--series-2"),
  SERIES_3("--series-3"),
  SERIES_4("--series-4"),
  SERIES_5("--series-5"),
  SERIES_6("--series-6"),
  SERIES_NULL("--series-null");

  private final String variable;

  Ink(String variable) {
    this.variable = variable;
  }

  /** The colour to draw with; it has no meaning but its identity. */
  public Color sentinel() {
    return new Color(1, 2, 10 + ordinal());
  }

  /** The colour with an opacity from 0 to 1. */
  public Color sentinel(double opacity) {
    return new Color(1, 2, 10 + ordinal(), (int) Math.round(255 * opacity));
  }

  /** The colour of a text, which tells what the text is for as well. */
  Color sentinel(Role role) {
    return new Color(1, 3 + role.ordinal(), 10 + ordinal());
  }

  /** How Batik writes the sentinel of a text. */
  String svggenName(Role role) {
    return "rgb(1," + (3 + role.ordinal()) + "," + (10 + ordinal()) + ")";
  }

  /** What stands in the SVG in place of the sentinel. */
  public String css() {
    return "var(" + variable + ")";
  }

  /** How Batik writes the sentinel. */
  public String svggenName() {
    return "rgb(1,2," + (10 + ordinal()) + ")";
  }
}
