package io.aiorevisited.analysis.charts.draw;

import io.aiorevisited.analysis.record.ArmName;
import java.util.List;

/**
 * How a series looks: the same engine has the same colour and shape in every chart.
 *
 * @param ink colour
 * @param glyph shape of its points
 * @param filled whether the shape is filled; the control arm's is hollow
 */
public record SeriesStyle(Ink ink, Glyph glyph, boolean filled) {

  /** For engines that 2009 lacked: 18 different pairs of colour and shape. */
  private static final List<Ink> INKS =
      List.of(Ink.SERIES_4, Ink.SERIES_5, Ink.SERIES_6, Ink.SERIES_1, Ink.SERIES_2, Ink.SERIES_3);

  private static final List<Glyph> GLYPHS =
      List.of(Glyph.DIAMOND, Glyph.TRIANGLE_DOWN, Glyph.CROSS);

  /**
   * Chooses the style of an engine.
   *
   * @param engine its name
   * @param control whether it is the control arm
   * @param engines every engine of the report, which fixes the styles of those that 2009 lacked
   */
  public static SeriesStyle of(String engine, boolean control, List<String> engines) {
    SeriesStyle style =
        switch (ArmName.baseOf(engine)) {
          case "psync" -> new SeriesStyle(Ink.SERIES_1, Glyph.CIRCLE, true);
          case "threads" -> new SeriesStyle(Ink.SERIES_2, Glyph.SQUARE, true);
          case "aio" -> new SeriesStyle(Ink.SERIES_3, Glyph.TRIANGLE, true);
          case "null", "qsd-null" -> new SeriesStyle(Ink.SERIES_NULL, Glyph.BAR, true);
          default -> other(Math.max(0, otherIndex(engine, engines)));
        };
    return control ? new SeriesStyle(style.ink(), style.glyph(), false) : style;
  }

  private static SeriesStyle other(int index) {
    Glyph glyph = GLYPHS.get((index + index / INKS.size()) % GLYPHS.size());
    return new SeriesStyle(INKS.get(index % INKS.size()), glyph, true);
  }

  private static int otherIndex(String engine, List<String> engines) {
    return engines.stream()
        .filter(
            e ->
                !List.of("psync", "threads", "aio", "null", "qsd-null").contains(ArmName.baseOf(e)))
        .toList()
        .indexOf(engine);
  }
}
