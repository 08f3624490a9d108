package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.Floors;
import io.aiorevisited.analysis.InFlight;
import io.aiorevisited.analysis.LatencyCurve;
import io.aiorevisited.analysis.LatencyOfArm;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.charts.EcdfChart;
import io.aiorevisited.analysis.charts.PercentileChart;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.reports.text.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Time of single requests, as the page shows it.
 *
 * @param kind what a duration is
 * @param percentiles columns
 * @param rows one an arm
 * @param panels a chart of percentiles a condition
 * @param curves a chart of the whole distribution a condition
 * @param note which engines had fewer requests in flight than asked for; empty if none had
 * @param unreadable trials whose histogram can't be decoded, which the curves leave out
 */
public record LatencySection(
    String kind,
    List<String> percentiles,
    List<Row> rows,
    List<Panel> panels,
    List<Panel> curves,
    String note,
    int unreadable) {

  /** One arm; an entry a percentile, in microseconds with its interval. */
  public record Row(String condition, String engine, List<String> entries) {}

  private static final double NANOS_PER_MICRO = 1e3;

  public static LatencySection of(RunAnalysis analysis, boolean charts) {
    List<LatencyOfArm> latencies = analysis.latencies();
    if (latencies.isEmpty()) {
      return new LatencySection("", List.of(), List.of(), List.of(), List.of(), "", 0);
    }
    CellNames cells = CellNames.of(analysis.manifest().plan());
    List<String> names =
        latencies.get(0).percentiles().stream().map(LatencyOfArm.Percentile::name).toList();
    return new LatencySection(
        latencies.get(0).kind(),
        names,
        latencies.stream().map(latency -> row(latency, cells, analysis.inFlight())).toList(),
        charts ? panels(latencies, names, analysis.engines(), cells) : List.of(),
        charts ? curves(latencies, analysis.engines(), cells) : List.of(),
        analysis
            .inFlight()
            .note(
                latencies.stream().map(l -> l.arm().cell().condition()).distinct().toList(),
                analysis.engines()),
        latencies.stream()
            .flatMap(l -> l.curve().stream())
            .mapToInt(LatencyCurve::unreadable)
            .sum());
  }

  private static List<Panel> curves(
      List<LatencyOfArm> latencies, List<String> engines, CellNames cells) {
    Map<Cell, List<EcdfChart.Series>> byCondition = new LinkedHashMap<>();
    for (LatencyOfArm latency : latencies) {
      Cell cell = latency.arm().cell();
      if (!Floors.has(cell.engine()) && latency.curve().isPresent()) {
        LatencyCurve curve = latency.curve().get();
        byCondition
            .computeIfAbsent(cell.condition(), c -> new ArrayList<>())
            .add(
                new EcdfChart.Series(
                    cell.engine(), latency.arm().control(), curve.micros(), curve.shares()));
      }
    }
    List<Panel> panels = new ArrayList<>();
    byCondition.forEach(
        (condition, series) -> {
          String title = cells.label(condition);
          String id = "latency-curve-" + (panels.size() + 1);
          panels.add(
              new Panel(
                  title, EcdfChart.draw(id, title + ", requests done by then", series, engines)));
        });
    return panels;
  }

  private static Row row(LatencyOfArm latency, CellNames cells, InFlight inFlight) {
    return new Row(
        cells.label(latency.arm().cell(), inFlight),
        latency.arm().cell().engine() + (latency.arm().control() ? " (control)" : ""),
        latency.percentiles().stream().map(LatencySection::micros).toList());
  }

  private static String micros(LatencyOfArm.Percentile percentile) {
    String mean = number(percentile.nanos());
    return percentile
        .interval()
        .map(i -> mean + " (" + number(i.lower()) + " to " + number(i.upper()) + ")")
        .orElse(mean);
  }

  private static String number(double nanos) {
    return Figures.micros(nanos / NANOS_PER_MICRO);
  }

  private static List<Panel> panels(
      List<LatencyOfArm> latencies, List<String> names, List<String> engines, CellNames cells) {
    Map<Cell, List<PercentileChart.Series>> byCondition = new LinkedHashMap<>();
    for (LatencyOfArm latency : latencies) {
      if (!Floors.has(latency.arm().cell().engine())) {
        byCondition
            .computeIfAbsent(latency.arm().cell().condition(), c -> new ArrayList<>())
            .add(
                new PercentileChart.Series(
                    latency.arm().cell().engine(),
                    latency.arm().control(),
                    latency.percentiles().stream().map(p -> p.nanos() / NANOS_PER_MICRO).toList(),
                    latency.percentiles().stream()
                        .map(p -> p.interval().map(LatencySection::inMicros))
                        .toList()));
      }
    }
    List<Panel> panels = new ArrayList<>();
    byCondition.forEach(
        (condition, series) -> {
          String title = cells.label(condition);
          panels.add(
              new Panel(
                  title,
                  PercentileChart.draw(
                      "latency-" + (panels.size() + 1),
                      title + ", time of a request",
                      names,
                      series,
                      engines)));
        });
    return panels;
  }

  private static Interval inMicros(Interval nanos) {
    return new Interval(
        nanos.lower() / NANOS_PER_MICRO, nanos.upper() / NANOS_PER_MICRO, nanos.confidence());
  }
}
