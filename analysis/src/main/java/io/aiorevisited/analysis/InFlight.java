package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How many requests engines had in flight where that is less than their cells ask for: psync has
 * one at any depth, a pool no more than it has workers. It is what the engines counted, the most at
 * any time; records of earlier versions do not have it.
 */
public final class InFlight {

  private final Map<Cell, Integer> atMost = new HashMap<>();

  private InFlight(List<TrialRecord> trials) {
    for (TrialRecord trial : trials) {
      if (trial.status() == TrialStatus.OK && trial.receipts().inFlightAtMost() != null) {
        atMost.merge(trial.cell(), trial.receipts().inFlightAtMost(), Math::max);
      }
    }
  }

  static InFlight of(List<TrialRecord> trials) {
    return new InFlight(trials);
  }

  /** The most that an engine had in flight in a cell; empty where it is not known. */
  public OptionalInt atMost(Cell cell) {
    int seen = atMost.getOrDefault(cell, 0);
    return seen > 0 ? OptionalInt.of(seen) : OptionalInt.empty();
  }

  /** The same where it is less than the cell asks for; else empty. */
  public OptionalInt below(Cell cell) {
    OptionalInt seen = atMost(cell);
    return seen.isPresent() && seen.getAsInt() < cell.depth() ? seen : OptionalInt.empty();
  }

  /** The same for a cell whose depth was asked for, so that its name has it. */
  public OptionalInt belowItsName(Cell cell) {
    return cell.blocksInFlight() > 1 ? below(cell) : OptionalInt.empty();
  }

  /**
   * Says of some conditions which engines had fewer in flight than asked for; empty if none had.
   *
   * @param engines in the order that they are named
   */
  public String note(Collection<Cell> conditions, List<String> engines) {
    StringBuilder note = new StringBuilder();
    for (String engine : engines) {
      IntSummaryStatistics seen = new IntSummaryStatistics();
      IntSummaryStatistics asked = new IntSummaryStatistics();
      for (Cell condition : conditions) {
        below(condition.withEngine(engine))
            .ifPresent(
                most -> {
                  seen.accept(most);
                  asked.accept(condition.depth());
                });
      }
      if (seen.getCount() > 0) {
        note.append(note.isEmpty() ? "" : ", ")
            .append(engine)
            .append(' ')
            .append(range(seen))
            .append(" of ")
            .append(range(asked));
      }
    }
    return note.isEmpty()
        ? ""
        : "Requests in flight at most, where fewer than the workload sends at once: "
            + note
            + ". A comparison there is of what each engine makes of the same work.";
  }

  private static String range(IntSummaryStatistics numbers) {
    return numbers.getMin() == numbers.getMax()
        ? String.valueOf(numbers.getMin())
        : numbers.getMin() + " to " + numbers.getMax();
  }
}
