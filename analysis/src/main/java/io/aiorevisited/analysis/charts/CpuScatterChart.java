package io.aiorevisited.analysis.charts;

import io.aiorevisited.analysis.charts.draw.Ink;
import io.aiorevisited.analysis.charts.draw.Plot;
import io.aiorevisited.analysis.charts.draw.SeriesStyle;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.charts.draw.Ticks;
import io.aiorevisited.analysis.charts.draw.ValueScale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/**
 * What does throughput cost? Each mark is an engine in one condition; a faint line joins the
 * engines of a condition. Up and to the left is better.
 */
public final class CpuScatterChart {

  private static final int WIDTH = 340;
  private static final int HEIGHT = 200;

  /**
   * One mark.
   *
   * @param engine its name
   * @param condition label of what is joined
   * @param cpu on the x axis, in the chart's unit
   * @param throughput on the y axis, in the chart's unit
   */
  public record Point(String engine, String condition, double cpu, double throughput) {}

  private CpuScatterChart() {}

  /**
   * Draws the chart.
   *
   * @param id unique in the page
   * @param title what it shows
   * @param cpuUnit label of the x axis
   * @param throughputUnit label of the y axis
   * @param points every engine in every condition; at least one
   * @param engines every engine of the report, which fixes the styles
   */
  public static Svg draw(
      String id,
      String title,
      String cpuUnit,
      String throughputUnit,
      List<Point> points,
      List<String> engines) {
    double mostCpu = points.stream().mapToDouble(Point::cpu).max().orElseThrow();
    double mostThroughput = points.stream().mapToDouble(Point::throughput).max().orElseThrow();
    Plot plot =
        new Plot(
            WIDTH,
            HEIGHT,
            ValueScale.horizontal(Ticks.linear(0, 1.08 * Math.max(mostCpu, 1e-9), 6), cpuUnit),
            ValueScale.vertical(
                Ticks.linear(0, 1.08 * Math.max(mostThroughput, 1e-9), 6), throughputUnit));
    XYChart chart = plot.chart();
    byCondition(points).forEach((condition, list) -> join(chart, condition, list));
    for (String engine : engines) {
      List<Point> mine = points.stream().filter(p -> p.engine().equals(engine)).toList();
      if (!mine.isEmpty()) {
        SeriesStyle style = SeriesStyle.of(engine, false, engines);
        chart
            .addSeries(engine, xs(mine), ys(mine))
            .setMarker(style.glyph().marker(true))
            .setMarkerColor(style.ink().sentinel());
      }
    }
    return plot.svg(id, title, describe(cpuUnit, throughputUnit, points));
  }

  private static Map<String, List<Point>> byCondition(List<Point> points) {
    Map<String, List<Point>> byCondition = new LinkedHashMap<>();
    points.forEach(p -> byCondition.computeIfAbsent(p.condition(), c -> new ArrayList<>()).add(p));
    return byCondition;
  }

  private static void join(XYChart chart, String condition, List<Point> points) {
    XYSeries line = chart.addSeries("line " + condition, xs(points), ys(points));
    line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    line.setLineColor(Ink.AXIS.sentinel());
    line.setLineWidth(1);
    line.setMarkerColor(Ink.PAPER.sentinel(0));
  }

  private static double[] xs(List<Point> points) {
    return points.stream().mapToDouble(Point::cpu).toArray();
  }

  private static double[] ys(List<Point> points) {
    return points.stream().mapToDouble(Point::throughput).toArray();
  }

  private static String describe(String cpuUnit, String throughputUnit, List<Point> points) {
    StringBuilder text = new StringBuilder();
    for (Point p : points) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s, %s: %.3f %s at %.1f %s; ",
              p.engine(),
              p.condition(),
              p.cpu(),
              cpuUnit,
              p.throughput(),
              throughputUnit));
    }
    return text.append("the tables have every figure.").toString();
  }
}
