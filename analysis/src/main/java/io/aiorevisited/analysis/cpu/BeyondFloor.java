package io.aiorevisited.analysis.cpu;

import io.aiorevisited.analysis.Arm;
import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.Floors;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.stats.MeanEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What an engine takes a request, in one cell, with and without the way to its daemon and back: in
 * each round the engine less the floor of the transport, which was measured in the same one.
 *
 * @param arm an engine whose requests a daemon carried out
 * @param time microseconds of a request, by the clock
 * @param cpu microseconds of CPU time of a request, the daemon's included; empty where no ledger
 *     was kept
 * @param daemonCpuMicros the daemon's part of it, mean over the same rounds
 */
public record BeyondFloor(Arm arm, Parts time, Optional<Parts> cpu, double daemonCpuMicros) {

  /**
   * Means over the rounds in which both have a figure.
   *
   * @param whole of the engine
   * @param floor of the way alone
   * @param beyond of their difference in each round
   */
  public record Parts(double whole, double floor, MeanEstimate beyond) {

    /** How many rounds there are. */
    public int rounds() {
      return beyond.count();
    }
  }

  /** Works out every cell of an engine with a daemon, in the order of tables. */
  public static List<BeyondFloor> of(RunAnalysis analysis) {
    List<BeyondFloor> cells = new ArrayList<>();
    for (CellResult result : analysis.estimates().all()) {
      if (result instanceof CellResult.Measured measured
          && !Floors.has(measured.arm().cell().engine())
          && hasDaemon(measured.trials())) {
        of(analysis, measured).ifPresent(cells::add);
      }
    }
    return cells;
  }

  private static boolean hasDaemon(List<TrialRecord> trials) {
    return trials.stream().allMatch(trial -> trial.result().daemon() != null);
  }

  private static Optional<BeyondFloor> of(RunAnalysis analysis, CellResult.Measured engine) {
    Cell cell = engine.arm().cell();
    CellResult floor =
        analysis.estimates().of(cell.withEngine(Floors.ofDaemon(cell.engine())), false);
    if (!(floor instanceof CellResult.Measured way)) {
      return Optional.empty();
    }
    double confidence = analysis.manifest().plan().confidence();
    Optional<Parts> daemon =
        parts(engine.trials(), way.trials(), BeyondFloor::daemonMicros, confidence);
    return parts(engine.trials(), way.trials(), BeyondFloor::micros, confidence)
        .map(
            time ->
                new BeyondFloor(
                    engine.arm(),
                    time,
                    parts(engine.trials(), way.trials(), BeyondFloor::cpuMicros, confidence),
                    daemon.map(Parts::whole).orElse(0.0)));
  }

  private static Optional<Double> micros(TrialRecord trial) {
    long requests = trial.passes().stream().mapToLong(PassRecord::requests).sum();
    return Optional.of(trial.durationNanos() / 1e3 / requests);
  }

  private static Optional<Double> cpuMicros(TrialRecord trial) {
    return TrialCpu.of(trial).map(cpu -> cpu.perRequest(cpu.engineCost().totalMicros()));
  }

  private static Optional<Double> daemonMicros(TrialRecord trial) {
    return TrialCpu.of(trial).map(cpu -> cpu.perRequest(cpu.part(CpuPart.DAEMON).totalMicros()));
  }

  private static Optional<Parts> parts(
      List<TrialRecord> engine,
      List<TrialRecord> floor,
      Function<TrialRecord, Optional<Double>> figure,
      double confidence) {
    Map<Integer, Double> whole = byRound(engine, figure);
    Map<Integer, Double> way = byRound(floor, figure);
    whole.keySet().retainAll(way.keySet());
    way.keySet().retainAll(whole.keySet());
    if (whole.isEmpty()) {
      return Optional.empty();
    }
    double[] beyond =
        whole.entrySet().stream().mapToDouble(e -> e.getValue() - way.get(e.getKey())).toArray();
    return Optional.of(new Parts(mean(whole), mean(way), MeanEstimate.of(beyond, confidence)));
  }

  private static Map<Integer, Double> byRound(
      List<TrialRecord> trials, Function<TrialRecord, Optional<Double>> figure) {
    Map<Integer, Double> byRound = new TreeMap<>();
    for (TrialRecord trial : trials) {
      figure.apply(trial).ifPresent(value -> byRound.put(trial.round(), value));
    }
    return byRound;
  }

  private static double mean(Map<Integer, Double> byRound) {
    return byRound.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
