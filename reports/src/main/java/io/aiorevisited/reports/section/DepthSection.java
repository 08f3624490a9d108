package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.Floors;
import io.aiorevisited.analysis.LatencyOfArm;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.ThroughputUnit;
import io.aiorevisited.analysis.charts.DepthChart;
import io.aiorevisited.analysis.charts.DepthChart.Point;
import io.aiorevisited.analysis.charts.DepthChart.Series;
import io.aiorevisited.analysis.charts.DepthChart.Values;
import io.aiorevisited.analysis.charts.Legend;
import io.aiorevisited.analysis.cpu.CellCpu;
import io.aiorevisited.analysis.cpu.CpuEstimates;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.MeanEstimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What depth brings, as the page shows it: curves over the depths that a workload was measured at.
 *
 * @param groups one for all that is alike but for the depth; empty where there are more than can be
 *     looked at
 * @param counted how many groups there are, drawn or not
 * @param legend the engines' marks
 * @param note which engines had fewer requests in flight than asked for; empty if none had
 */
public record DepthSection(List<Group> groups, int counted, List<EngineMark> legend, String note) {

  /** Curves of one workload, operation and block size. */
  public record Group(String title, List<Panel> panels) {}

  private static final int MOST_GROUPS = 12;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final List<String> PERCENTILES = List.of("p50", "p99");

  /** Works the section out; empty where no cells differ by depth alone, or none has a figure. */
  public static Optional<DepthSection> of(RunAnalysis analysis) {
    Map<Cell, List<Cell>> byRest = new LinkedHashMap<>();
    for (Cell condition : analysis.conditions()) {
      byRest.computeIfAbsent(condition.atDepthOne(), rest -> new ArrayList<>()).add(condition);
    }
    byRest.values().removeIf(conditions -> conditions.size() < 2);
    List<Group> groups = new ArrayList<>();
    if (byRest.size() <= MOST_GROUPS) {
      CellNames names = CellNames.of(byRest.keySet());
      byRest.forEach(
          (rest, conditions) -> {
            List<Panel> panels =
                new Curves(analysis, conditions, "depth-" + (groups.size() + 1)).draw();
            if (!panels.isEmpty()) {
              groups.add(new Group(names.label(rest), panels));
            }
          });
    }
    if (byRest.isEmpty() || byRest.size() <= MOST_GROUPS && groups.isEmpty()) {
      return Optional.empty();
    }
    List<Cell> all = byRest.values().stream().flatMap(List::stream).toList();
    return Optional.of(
        new DepthSection(
            List.copyOf(groups),
            byRest.size(),
            analysis.engines().stream()
                .filter(engine -> !Floors.has(engine))
                .map(
                    engine ->
                        new EngineMark(Legend.mark(engine, false, analysis.engines()), engine))
                .toList(),
            analysis.inFlight().note(all, analysis.engines())));
  }

  /** A figure with its interval, where it was measured. */
  @FunctionalInterface
  private interface Figure {
    Optional<Estimate> of(Cell cell);
  }

  private record Estimate(double mean, Optional<Interval> interval) {}

  /** The curves of one group. */
  private record Curves(RunAnalysis analysis, List<Cell> conditions, String id) {

    List<Panel> draw() {
      ThroughputUnit unit = ThroughputUnit.of(conditions.get(0).workload());
      CpuEstimates cpu = CpuEstimates.of(analysis);
      List<LatencyOfArm> latencies = analysis.latencies();
      List<Panel> panels = new ArrayList<>();
      add(panels, "Throughput", unit.label(), Values.LINEAR, cell -> throughput(cell, unit));
      for (String name : PERCENTILES) {
        add(
            panels,
            "Time of a request, " + name,
            "microseconds",
            Values.LOGARITHMIC,
            cell -> percentile(latencies, cell, name));
      }
      add(
          panels,
          "CPU time of a request",
          "microseconds",
          Values.LINEAR,
          cell -> cpu.of(cell, false).map(CellCpu::microsPerRequest).map(Curves::estimate));
      return panels;
    }

    private void add(List<Panel> panels, String title, String unit, Values values, Figure figure) {
      List<Series> series = new ArrayList<>();
      for (String engine : analysis.engines()) {
        List<Point> points = new ArrayList<>();
        for (Cell condition : conditions) {
          Cell cell = condition.withEngine(engine);
          figure
              .of(cell)
              .ifPresent(
                  estimate ->
                      points.add(
                          new Point(
                              cell.blocksInFlight(),
                              estimate.mean(),
                              estimate.interval(),
                              analysis.inFlight().below(cell).isEmpty())));
        }
        if (!points.isEmpty() && !Floors.has(engine)) {
          series.add(new Series(engine, points));
        }
      }
      long depths =
          series.stream().flatMap(s -> s.points().stream()).map(Point::depth).distinct().count();
      if (depths > 1) {
        panels.add(
            new Panel(
                title,
                DepthChart.draw(
                    id + "-" + (panels.size() + 1),
                    title + " over depth",
                    conditions.get(0).requestsPerBlock() > 1 ? "blocks in flight" : "depth",
                    unit,
                    values,
                    series,
                    analysis.engines())));
      }
    }

    private Optional<Estimate> throughput(Cell cell, ThroughputUnit unit) {
      return analysis.estimates().of(cell, false) instanceof CellResult.Measured measured
          ? Optional.of(
              new Estimate(
                  unit.from(measured.bytesPerSecond().mean(), cell),
                  measured.bytesPerSecond().interval().map(i -> unit.from(i, cell))))
          : Optional.empty();
    }

    private static Optional<Estimate> percentile(
        List<LatencyOfArm> latencies, Cell cell, String name) {
      return latencies.stream()
          .filter(latency -> latency.arm().cell().equals(cell) && !latency.arm().control())
          .flatMap(latency -> latency.percentiles().stream())
          .filter(percentile -> percentile.name().equals(name))
          .map(
              percentile ->
                  new Estimate(
                      percentile.nanos() / NANOS_PER_MICRO,
                      percentile.interval().map(Curves::inMicros)))
          .findFirst();
    }

    private static Interval inMicros(Interval nanos) {
      return new Interval(
          nanos.lower() / NANOS_PER_MICRO, nanos.upper() / NANOS_PER_MICRO, nanos.confidence());
    }

    private static Estimate estimate(MeanEstimate mean) {
      return new Estimate(mean.mean(), mean.interval());
    }
  }
}
