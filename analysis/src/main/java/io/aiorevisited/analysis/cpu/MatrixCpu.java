package io.aiorevisited.analysis.cpu;

import io.aiorevisited.analysis.Arm;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.analysis.stats.MeanEstimate;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import java.util.Arrays;
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

  /** The three times that {@code time} prints. */
  public enum Part {
    REAL("real", RoundSum::real),
    USER("user", sum -> sum.engine().userMicros() / 1e6),
    SYSTEM("sys", sum -> sum.engine().systemMicros() / 1e6);

    private final String words;
    private final ToDoubleFunction<RoundSum> today;

    Part(String words, ToDoubleFunction<RoundSum> today) {
      this.words = words;
      this.today = today;
    }

    /** The word that {@code time} prints. */
    public String words() {
      return words;
    }
  }

  /**
   * One engine, seconds.
   *
   * @param real wall-clock time of the passes
   * @param user of the home thread and the engine's other threads
   * @param system of the same
   * @param processUser of the whole process, the JVM's own threads included
   * @param processSystem of the same
   * @param rounds every whole round by its number
   */
  public record Row(
      String engine,
      MeanEstimate real,
      MeanEstimate user,
      MeanEstimate system,
      MeanEstimate processUser,
      MeanEstimate processSystem,
      SortedMap<Integer, RoundSum> rounds) {}

  /**
   * One pass over every cell in one round.
   *
   * @param real seconds
   * @param engine CPU time of the home thread and the engine's other threads
   * @param process CPU time of the whole process
   * @param cells how many cells are in it
   */
  public record RoundSum(double real, CpuTime engine, CpuTime process, int cells) {

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
    byRound.values().removeIf(sum -> sum.cells() != conditions.size());
    if (byRound.isEmpty()) {
      return Optional.empty();
    }
    List<RoundSum> whole = List.copyOf(byRound.values());
    ToEstimate estimate = figure -> MeanEstimate.of(values(whole, figure), confidence);
    return Optional.of(
        new Row(
            engine,
            estimate.of(Part.REAL.today),
            estimate.of(Part.USER.today),
            estimate.of(Part.SYSTEM.today),
            estimate.of(sum -> sum.process().userMicros() / 1e6),
            estimate.of(sum -> sum.process().systemMicros() / 1e6),
            byRound));
  }

  /**
   * Estimates the ratio of two engines' times over the rounds that are whole for both; empty under
   * 2 such rounds.
   */
  public Optional<LogRatio> ratio(String engine, String reference, Part part) {
    Optional<Row> candidate = row(engine);
    Optional<Row> base = row(reference);
    if (candidate.isEmpty() || base.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<Integer, RoundSum> first = new TreeMap<>(base.get().rounds());
    first.keySet().retainAll(candidate.get().rounds().keySet());
    double[] below = values(List.copyOf(first.values()), part.today);
    double[] above =
        first.keySet().stream()
            .mapToDouble(round -> part.today.applyAsDouble(candidate.get().rounds().get(round)))
            .toArray();
    boolean positive =
        Arrays.stream(below).allMatch(v -> v > 0) && Arrays.stream(above).allMatch(v -> v > 0);
    return below.length < 2 || !positive
        ? Optional.empty()
        : Optional.of(LogRatio.paired(below, above));
  }

  private Optional<Row> row(String engine) {
    return rows.stream().filter(r -> r.engine().equals(engine)).findFirst();
  }

  @FunctionalInterface
  private interface ToEstimate {
    MeanEstimate of(ToDoubleFunction<RoundSum> figure);
  }

  private static double[] values(List<RoundSum> sums, ToDoubleFunction<RoundSum> figure) {
    return sums.stream().mapToDouble(figure).toArray();
  }
}
