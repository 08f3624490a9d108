package io.aiorevisited.analysis.charts.draw;

import java.util.List;

/**
 * How a series looks: the same engine has the same colour and shape in every chart.
 *
 * @param ink colour
 * @param glyph shape of its points
 * @param filled whether the shape is filled; the control arm's is hollow
 */
public record SeriesStyle(Ink ink, Glyph glyph, boolean filled) {

  private static final List<SeriesStyle> OTHERS =
      List.of(
          new SeriesStyle(Ink.SERIES_4, Glyph.DIAMOND, true),
          new SeriesStyle(Ink.SERIES_5, Glyph.TRIANGLE_DOWN, true),
          new SeriesStyle(Ink.SERIES_6, Glyph.CROSS, true));

  /**
   * Chooses the style of an engine.
   *
   * @param engine its name
   * @param control whether it is the control arm
   * @param engines every engine of the report, which fixes the styles of those that 2009 lacked
   */
  public static SeriesStyle of(String engine, boolean control, List<String> engines) {
    SeriesStyle style =
        switch (engine) {
          case "psync" -> new SeriesStyle(Ink.SERIES_1, Glyph.CIRCLE, true);
          case "threads" -> new SeriesStyle(Ink.SERIES_2, Glyph.SQUARE, true);
          case "aio" -> new SeriesStyle(Ink.SERIES_3, Glyph.TRIANGLE, true);
          case "null" -> new SeriesStyle(Ink.SERIES_NULL, Glyph.BAR, true);
          default -> OTHERS.get(Math.floorMod(otherIndex(engine, engines), OTHERS.size()));
        };
    return control ? new SeriesStyle(style.ink(), style.glyph(), false) : style;
  }

  private static int otherIndex(String engine, List<String> engines) {
    return engines.stream()
        .filter(e -> !List.of("psync", "threads", "aio", "null").contains(e))
        .toList()
        .indexOf(engine);
  }
}
