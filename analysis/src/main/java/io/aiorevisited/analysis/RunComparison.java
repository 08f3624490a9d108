package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.stats.verdict.Comparison;
import io.aiorevisited.analysis.stats.verdict.Contest;
import io.aiorevisited.analysis.stats.verdict.ControlArm;
import io.aiorevisited.analysis.stats.verdict.VerdictFamily;
import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import io.aiorevisited.analysis.stats.verdict.VerdictSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One run against an earlier one, cell by cell: a kernel, a setting, a disk. The runs share no
 * rounds, so the unpaired form of the verdicts is used. What differs between two sessions without
 * anybody's doing counts as a difference too.
 *
 * @param before earlier run, the reference
 * @param after later run
 * @param cells cells that both measured, judged as one family
 * @param refused cells that can't be compared, and why
 */
public record RunComparison(
    RunAnalysis before, RunAnalysis after, List<JudgedCell> cells, List<RefusedCell> refused) {

  /** A cell that both runs measured. */
  public record JudgedCell(Cell cell, Comparison comparison) {}

  /** A cell that can't be compared. */
  public record RefusedCell(Cell cell, String reason) {}

  /**
   * Compares two runs.
   *
   * @throws NotComparableException if they have no cell in common; the message says what differs
   */
  public static RunComparison of(RunAnalysis before, RunAnalysis after)
      throws NotComparableException {
    List<Cell> first = cells(before);
    List<Cell> second = cells(after);
    boolean sameMachines = before.guests().label().equals(after.guests().label());
    List<Cell> inBoth = first.stream().filter(second::contains).toList();
    List<Cell> common =
        inBoth.stream().filter(cell -> sameMachines || !Guests.isGuest(cell.engine())).toList();
    List<RefusedCell> refused = new ArrayList<>();
    inBoth.stream()
        .filter(cell -> !common.contains(cell))
        .forEach(cell -> refused.add(new RefusedCell(cell, otherAccelerator(before, after))));
    first.stream()
        .filter(cell -> !second.contains(cell))
        .forEach(cell -> refused.add(new RefusedCell(cell, why(cell, second, "after"))));
    second.stream()
        .filter(cell -> !first.contains(cell))
        .forEach(cell -> refused.add(new RefusedCell(cell, why(cell, first, "before"))));
    CellNames names = names(before, after);
    if (common.isEmpty()) {
      throw new NotComparableException(
          "the two runs have no cell in common: "
              + (refused.isEmpty()
                  ? "neither has one"
                  : names.label(refused.get(0).cell())
                      + " of "
                      + refused.get(0).cell().engine()
                      + " "
                      + refused.get(0).reason())
              + "; measure the same cells before and after");
    }
    double margin =
        Math.max(before.manifest().plan().marginRatio(), after.manifest().plan().marginRatio());
    List<Comparison> judged =
        VerdictFamily.judge(
            common.stream().map(cell -> contest(cell, names, before, after)).toList(),
            VerdictSettings.of(common.size(), margin, before.manifest().plan().seed()));
    List<JudgedCell> cells = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      cells.add(new JudgedCell(common.get(i), judged.get(i)));
    }
    return new RunComparison(before, after, List.copyOf(cells), List.copyOf(refused));
  }

  private static String otherAccelerator(RunAnalysis before, RunAnalysis after) {
    return "is not comparable: guests ran under "
        + before.guests().label()
        + " before and under "
        + after.guests().label()
        + " after";
  }

  /** Every cell but those of engines that move no data. */
  private static List<Cell> cells(RunAnalysis run) {
    return run.estimates().all().stream()
        .map(result -> result.arm().cell())
        .filter(cell -> !Floors.has(cell.engine()))
        .distinct()
        .sorted(
            Comparator.comparing(Cell::engine, EngineOrder.COMPARATOR)
                .thenComparing(Cell.tableOrder()))
        .toList();
  }

  /** Names for the cells of both runs, which say what of them differs. */
  public CellNames names() {
    return names(before, after);
  }

  private static CellNames names(RunAnalysis before, RunAnalysis after) {
    return CellNames.of(
        Stream.of(before, after).flatMap(run -> run.manifest().plan().cells().stream()).toList());
  }

  private static Contest contest(
      Cell cell, CellNames names, RunAnalysis before, RunAnalysis after) {
    List<String> objections = new ArrayList<>();
    addObjection(objections, "before", before.estimates().of(cell, false));
    addObjection(objections, "after", after.estimates().of(cell, false));
    return new Contest(
        cell.engine() + ", " + names.label(cell),
        Contest.Pairing.UNPAIRED,
        Metric.THROUGHPUT.direction(),
        figures(before.estimates().of(cell, false)),
        figures(after.estimates().of(cell, false)),
        worseControl(cell, before, after),
        objections);
  }

  /** Of both runs' control arms the one that speaks more against them. */
  private static Optional<ControlArm> worseControl(
      Cell cell, RunAnalysis before, RunAnalysis after) {
    return Stream.of(before.control(cell.condition()), after.control(cell.condition()))
        .flatMap(Optional::stream)
        .max(Comparator.comparing(ControlArm::rejects).thenComparingDouble(ControlArm::bound));
  }

  private static double[] figures(CellResult result) {
    return result instanceof CellResult.Measured measured
        ? measured.trials().stream()
            .mapToDouble(trial -> Metric.THROUGHPUT.of(trial).orElseThrow())
            .toArray()
        : new double[0];
  }

  private static void addObjection(List<String> objections, String when, CellResult result) {
    if (result instanceof CellResult.Unusable unusable) {
      objections.add(when + " it was " + unusable.status() + ": " + unusable.reason());
    } else if (result instanceof CellResult.Measured measured
        && !measured.lost().isEmpty()
        && measured.trials().size() < VerdictRule.MIN_ROUNDS) {
      objections.add(
          when
              + " "
              + measured.trials().size()
              + " trials are left, a verdict takes "
              + VerdictRule.MIN_ROUNDS
              + ", and "
              + measured.lost().size()
              + (measured.lost().size() == 1 ? " was lost: " : " were lost: ")
              + measured.lost().get(0).reason());
    }
  }

  /** Names what keeps a cell from having a match, by the cell of the other run that is nearest. */
  private static String why(Cell cell, List<Cell> others, String when) {
    return others.stream()
        .filter(
            other ->
                other.engine().equals(cell.engine())
                    && other.workload().equals(cell.workload())
                    && other.operation().equals(cell.operation()))
        .min(
            Comparator.comparing((Cell other) -> other.blockSizeBytes() != cell.blockSizeBytes())
                .thenComparing(other -> differences(cell, other).size()))
        .map(
            nearest ->
                "is not comparable: "
                    + when
                    + " has "
                    + String.join(", ", differences(cell, nearest)))
        .orElse("was not measured " + when);
  }

  private static List<String> differences(Cell cell, Cell other) {
    List<String> list = new ArrayList<>();
    if (cell.blockSizeBytes() != other.blockSizeBytes()) {
      list.add("another block size, " + CellNames.size(other.blockSizeBytes()));
    }
    if (!cell.targetState().equals(other.targetState())) {
      list.add("another target state, " + other.targetState());
    }
    if (!cell.cacheMode().equals(other.cacheMode())) {
      list.add("another cache mode, " + other.cacheMode());
    }
    if (cell.depth() != other.depth()) {
      list.add("another depth, " + other.depth());
    }
    if (cell.splitBytes() != other.splitBytes()) {
      list.add("another split, " + CellNames.size(other.splitBytes()));
    }
    if (cell.sizeBytes() != other.sizeBytes()) {
      list.add("another size, " + CellNames.size(other.sizeBytes()));
    }
    if (!cell.buffers().equals(other.buffers())) {
      list.add("other buffers, " + other.buffers());
    }
    if (!cell.placement().equals(other.placement())) {
      list.add("another placement, " + other.placement());
    }
    return list;
  }
}
