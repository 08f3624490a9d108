package io.aiorevisited.reports.section.cpu;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.cpu.BeyondFloor;
import io.aiorevisited.analysis.cpu.BeyondFloor.Parts;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.programs.DaemonRecord;
import io.aiorevisited.reports.section.cpu.CpuSection.Value;
import io.aiorevisited.reports.text.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What engines take whose requests QEMU's storage daemon carries out, with and without the way to
 * it.
 *
 * @param confidence of the intervals, written
 * @param rows one an engine and cell; empty where none was measured beside the floor
 * @param daemons as they were run, one an engine
 */
public record DaemonSection(String confidence, List<Row> rows, List<DaemonFact> daemons) {

  /**
   * One engine in one cell, microseconds a request.
   *
   * @param name both in a few words
   * @param rounds in which engine and floor have a figure
   * @param micros by the clock
   * @param floorMicros of the way alone
   * @param beyond what is left, with its interval
   * @param cpu CPU time, the daemon's included
   * @param daemonCpu the daemon's part of it
   * @param beyondCpu CPU time less that of the way alone
   */
  public record Row(
      String name,
      int rounds,
      String micros,
      String floorMicros,
      Value beyond,
      String cpu,
      String daemonCpu,
      Value beyondCpu) {}

  /** A daemon as it was started. */
  public record DaemonFact(String name, String version, String command) {}

  private static final Value NONE = new Value("–", "");

  public static DaemonSection of(RunAnalysis analysis) {
    CellNames names = CellNames.of(analysis.manifest().plan());
    List<Row> rows =
        BeyondFloor.of(analysis).stream()
            .sorted(
                Comparator.comparing((BeyondFloor cell) -> cell.arm().cell().engine())
                    .thenComparing(cell -> cell.arm().cell(), Cell.tableOrder()))
            .map(cell -> row(cell, names))
            .toList();
    return new DaemonSection(
        Figures.roundPercent(analysis.manifest().plan().confidence()), rows, daemons(analysis));
  }

  private static Row row(BeyondFloor cell, CellNames names) {
    Parts time = cell.time();
    Optional<Parts> cpu = cell.cpu();
    return new Row(
        cell.arm().cell().engine()
            + (cell.arm().control() ? " (control), " : ", ")
            + names.label(cell.arm().cell()),
        time.rounds(),
        CpuFigures.threeDigits(time.whole()),
        CpuFigures.threeDigits(time.floor()),
        CpuFigures.value(time.beyond()),
        cpu.map(parts -> CpuFigures.threeDigits(parts.whole())).orElse("–"),
        cpu.map(parts -> CpuFigures.threeDigits(cell.daemonCpuMicros())).orElse("–"),
        cpu.map(parts -> CpuFigures.value(parts.beyond())).orElse(NONE));
  }

  /** The command of each engine's first trial. */
  private static List<DaemonFact> daemons(RunAnalysis analysis) {
    Map<String, DaemonRecord> first = new TreeMap<>();
    analysis.trials().stream()
        .filter(trial -> trial.result() != null && trial.result().daemon() != null)
        .forEach(trial -> first.putIfAbsent(trial.cell().engine(), trial.result().daemon()));
    return first.entrySet().stream()
        .map(
            entry ->
                new DaemonFact(
                    entry.getKey(),
                    entry.getValue().version(),
                    String.join(" ", entry.getValue().commandLine())))
        .toList();
  }
}
