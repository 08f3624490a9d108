package io.aiorevisited.analysis.charts;

import io.aiorevisited.analysis.charts.draw.ColumnLabels;
import io.aiorevisited.analysis.charts.draw.Ink;
import io.aiorevisited.analysis.charts.draw.Plot;
import io.aiorevisited.analysis.charts.draw.SeriesStyle;
import io.aiorevisited.analysis.charts.draw.StackedBars;
import io.aiorevisited.analysis.charts.draw.StackedBars.Bar;
import io.aiorevisited.analysis.charts.draw.StackedBars.Part;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.charts.draw.Ticks;
import io.aiorevisited.analysis.charts.draw.ValueScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who spent the CPU time of each engine in each column of a table? Parts of one bar, from zero. */
public final class CpuStackChart {

  private static final int HEIGHT = 200;
  private static final int LEAST_COLUMN_PIXELS = 62;
  private static final int LEAST_PIXELS = 130;
  private static final double OF_HOME = 1;
  private static final double OF_OTHERS = 0.45;
  private static final double OF_JVM = 0.55;

  /**
   * One bar, all in the unit of the chart.
   *
   * @param column place on the x axis, from 0
   * @param home of the home thread
   * @param others of the engine's other threads and of its daemon
   * @param jvm of the JVM's own threads and those that ended without a word
   */
  public record Stack(int column, double home, double others, double jvm) {

    double sum() {
      return home + others + jvm;
    }
  }

  /** One engine. */
  public record Series(String engine, List<Stack> stacks) {}

  private CpuStackChart() {}

  /**
   * Draws the chart.
   *
   * @param id unique in the page
   * @param title what it shows
   * @param unit label of the y axis
   * @param columns labels of the x axis
   * @param series in order, from left to right inside a column
   * @param engines every engine of the report, which fixes the styles
   */
  public static Svg draw(
      String id,
      String title,
      String unit,
      List<String> columns,
      List<Series> series,
      List<String> engines) {
    double highest =
        series.stream().flatMap(s -> s.stacks().stream()).mapToDouble(Stack::sum).max().orElse(1);
    ColumnLabels columnScale = new ColumnLabels(columns, LEAST_COLUMN_PIXELS);
    Plot plot =
        new Plot(
            Math.max(LEAST_PIXELS, columnScale.plotPixels()),
            HEIGHT,
            columnScale,
            ValueScale.vertical(Ticks.linear(0, highest > 0 ? 1.05 * highest : 1, 6), unit));
    double step = Math.min(0.22, 0.7 / Math.max(1, series.size()));
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      double shift = (i - (series.size() - 1) / 2.0) * step;
      Ink ink = SeriesStyle.of(series.get(i).engine(), false, engines).ink();
      series.get(i).stacks().forEach(stack -> bars.add(bar(stack, shift, ink)));
    }
    plot.add(new StackedBars(0.8 * step, bars));
    return plot.svg(id, title, describe(unit, columns, series));
  }

  private static Bar bar(Stack stack, double shift, Ink ink) {
    return new Bar(
        stack.column() + shift,
        List.of(
            new Part(stack.home(), ink, OF_HOME),
            new Part(stack.others(), ink, OF_OTHERS),
            new Part(stack.jvm(), Ink.MUTED, OF_JVM)));
  }

  private static String describe(String unit, List<String> columns, List<Series> series) {
    StringBuilder text = new StringBuilder();
    for (Series one : series) {
      text.append(one.engine()).append(": ");
      for (Stack stack : one.stacks()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s home %.3f, others %.3f, JVM %.3f %s; ",
                columns.get(stack.column()),
                stack.home(),
                stack.others(),
                stack.jvm(),
                unit));
      }
    }
    return text.append("the table beside the chart has every figure.").toString();
  }
}
