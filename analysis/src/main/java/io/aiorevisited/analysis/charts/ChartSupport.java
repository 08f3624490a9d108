package io.aiorevisited.analysis.charts;

import io.aiorevisited.analysis.charts.draw.Plot;
import io.aiorevisited.analysis.charts.draw.Ticks;
import io.aiorevisited.analysis.charts.draw.ValueScale;
import java.util.Optional;

/** Tells whether this Java can draw charts: that needs fonts, which a bare server may lack. */
public final class ChartSupport {

  private static final String HEADLESS = "java.awt.headless";

  private ChartSupport() {}

  /** Returns why charts can't be drawn here; empty if they can. */
  public static Optional<String> missing() {
    // Drawing to SVG needs no display, and a DISPLAY that can't be reached would stop it.
    if (System.getProperty(HEADLESS) == null) {
      System.setProperty(HEADLESS, "true");
    }
    try {
      Ticks ticks = Ticks.linear(0, 1, 5);
      new Plot(100, 100, ValueScale.horizontal(ticks, ""), ValueScale.vertical(ticks, ""))
          .svg("probe", "probe", "probe");
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      // Without fonts the JDK throws, by version, a NullPointerException, a RuntimeException, an
      // InternalError, an UnsatisfiedLinkError or a plain Error: none is a reason to lose the
      // report.
      return Optional.of(
          "this Java can't set text ("
              + e
              + "); install fonts and fontconfig, for example the package fonts-dejavu-core, and"
              + " run the report again");
    }
  }
}
