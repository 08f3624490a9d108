package io.aiorevisited.analysis.cpu;

import io.aiorevisited.analysis.Arm;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.analysis.stats.MeanEstimate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Real, user and system time of one pass over every cell, as {@code time} around the whole
 * benchmark run gave them in 2009. A round holds every cell once, so a round's sum is one
 * observation, and the interval is over the rounds that have all cells.
 *
 * @param conditions cells without their engine that every row has
 * @param rows one an engine, in the order asked for
 */
public record MatrixCpu(List<Cell> conditions, List<Row> rows) {

  /**
   * One engine, seconds.
   *
   * @param real wall-clock time of the passes
   * @param user of the home thread and the engine's other threads
   * @param system of the same
   * @param processUser of the whole process, the JVM's own threads included
   * @param processSystem of the same
   */
  public record Row(
      String engine,
      MeanEstimate real,
      MeanEstimate user,
      MeanEstimate system,
      MeanEstimate processUser,
      MeanEstimate processSystem) {}

  /** Seconds of one pass over every cell in one round. */
  private record RoundSum(double real, CpuTime engine, CpuTime process, int cells) {

    RoundSum plus(RoundSum other) {
      return new RoundSum(
          real + other.real,
          engine.plus(other.engine),
          process.plus(other.process),
          cells + other.cells);
    }

    static RoundSum of(TrialCpu trial) {
      return new RoundSum(
          trial.durationNanos() / 1e9 / trial.passes(),
          aPass(trial.engineCost(), trial.passes()),
          aPass(trial.process(), trial.passes()),
          1);
    }

    private static CpuTime aPass(CpuTime time, int passes) {
      return new CpuTime(time.userMicros() / passes, time.systemMicros() / passes);
    }
  }

  /**
   * Adds up a run.
   *
   * @param engines rows wanted; those without a ledger are left out
   */
  public static MatrixCpu of(RunAnalysis analysis, CpuEstimates estimates, List<String> engines) {
    List<String> measured =
        engines.stream()
            .filter(e -> estimates.all().stream().anyMatch(c -> isOf(c.arm(), e)))
            .toList();
    List<Cell> conditions =
        analysis.conditions().stream()
            .filter(
                condition ->
                    measured.stream()
                        .allMatch(e -> estimates.of(condition.withEngine(e), false).isPresent()))
            .toList();
    double confidence = analysis.manifest().plan().confidence();
    return new MatrixCpu(
        conditions,
        measured.stream()
            .flatMap(engine -> row(engine, conditions, estimates, confidence).stream())
            .toList());
  }

  private static boolean isOf(Arm arm, String engine) {
    return !arm.control() && arm.cell().engine().equals(engine);
  }

  private static Optional<Row> row(
      String engine, List<Cell> conditions, CpuEstimates estimates, double confidence) {
    SortedMap<Integer, RoundSum> byRound = new TreeMap<>();
    for (Cell condition : conditions) {
      for (TrialCpu trial :
          estimates.of(condition.withEngine(engine), false).orElseThrow().trials()) {
        byRound.merge(trial.round(), RoundSum.of(trial), RoundSum::plus);
      }
    }
    List<RoundSum> whole =
        byRound.values().stream().filter(sum -> sum.cells() == conditions.size()).toList();
    if (whole.isEmpty()) {
      return Optional.empty();
    }
    ToEstimate estimate = figure -> MeanEstimate.of(values(whole, figure), confidence);
    return Optional.of(
        new Row(
            engine,
            estimate.of(RoundSum::real),
            estimate.of(sum -> sum.engine().userMicros() / 1e6),
            estimate.of(sum -> sum.engine().systemMicros() / 1e6),
            estimate.of(sum -> sum.process().userMicros() / 1e6),
            estimate.of(sum -> sum.process().systemMicros() / 1e6)));
  }

  @FunctionalInterface
  private interface ToEstimate {
    MeanEstimate of(ToDoubleFunction<RoundSum> figure);
  }

  private static double[] values(List<RoundSum> sums, ToDoubleFunction<RoundSum> figure) {
    return sums.stream().mapToDouble(figure).toArray();
  }
}
