package io.aiorevisited.analysis.cpu;

import io.aiorevisited.analysis.Arm;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.analysis.stats.MeanEstimate;
import io.aiorevisited.analysis.stats.ratio.FiellerRatio;
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
 * @param confidence of the intervals
 */
public record MatrixCpu(List<Cell> conditions, List<Row> rows, double confidence) {

  /**
   * The three times that {@code time} prints, and the sum of user and system time. The sum leads:
   * it is exact, and how it falls into user and system time is sampled by the kernel's timer tick.
   */
  public enum Part {
    REAL("real", RoundSum::real),
    TOTAL("user + sys", sum -> sum.engine().totalMicros() / 1e6),
    USER("user", sum -> sum.engine().userMicros() / 1e6),
    SYSTEM("sys", sum -> sum.engine().systemMicros() / 1e6);

    private final String words;
    private final ToDoubleFunction<RoundSum> today;

    Part(String words, ToDoubleFunction<RoundSum> today) {
      this.words = words;
      this.today = today;
    }

    /** The word that {@code time} prints, or the two together. */
    public String words() {
      return words;
    }
  }

  /**
   * One engine, seconds.
   *
   * @param real wall-clock time of the passes
   * @param total user and system time of the home thread and the engine's other threads
   * @param user of the home thread and the engine's other threads
   * @param system of the same
   * @param processUser of the whole process, the JVM's own threads included
   * @param processSystem of the same
   * @param rounds every whole round by its number
   */
  public record Row(
      String engine,
      MeanEstimate real,
      MeanEstimate total,
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
   * A ratio of two engines' times.
   *
   * @param fieller ratio of the sums over all rounds, with Fieller's interval: a round's user or
   *     system time is sampled, and may even be 0, so it has no logarithm to go by
   * @param rounds whole rounds of both engines
   */
  public record RatioOfSums(FiellerRatio fieller, int rounds) {

    /** Tells whether the interval lies wholly below a ratio. */
    public boolean isBelow(double ratio) {
      return fieller.interval().map(i -> i.upper() < ratio).orElse(false);
    }

    /** Tells whether the interval lies wholly above a ratio. */
    public boolean isAbove(double ratio) {
      return fieller.interval().map(i -> i.lower() > ratio).orElse(false);
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
            .toList(),
        confidence);
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
            estimate.of(Part.TOTAL.today),
            estimate.of(Part.USER.today),
            estimate.of(Part.SYSTEM.today),
            estimate.of(sum -> sum.process().userMicros() / 1e6),
            estimate.of(sum -> sum.process().systemMicros() / 1e6),
            byRound));
  }

  /**
   * Estimates the ratio of two engines' times over the rounds that are whole for both; empty under
   * 2 such rounds, or where the reference has no such time at all.
   */
  public Optional<RatioOfSums> ratio(String engine, String reference, Part part) {
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
    return below.length < 2 || Arrays.stream(below).sum() <= 0
        ? Optional.empty()
        : Optional.of(new RatioOfSums(FiellerRatio.paired(below, above, confidence), below.length));
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
