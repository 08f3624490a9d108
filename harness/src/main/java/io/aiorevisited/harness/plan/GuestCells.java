package io.aiorevisited.harness.plan;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Plan.PlannedComparison;
import io.aiorevisited.harness.guest.GuestType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The guests of a plan: their cells, what each is held against, and what is said of them before.
 */
public final class GuestCells {

  private GuestCells() {}

  /** Adds the cells of guests that can do a condition, and what each is held against. */
  static void add(
      RunRequest request, Cell condition, List<Cell> cells, List<PlannedComparison> guests) {
    for (GuestType guest : request.guests().types()) {
      if (guest.whyNot(condition).isEmpty()) {
        cells.add(condition.withEngine(guest.label()));
        if (guest != GuestType.REFERENCE
            && request.guests().types().contains(GuestType.REFERENCE)) {
          guests.add(new PlannedComparison(condition, guest.label(), GuestType.REFERENCE.label()));
        }
      }
    }
  }

  /**
   * The lines, without line ends; none where no guest was asked for.
   *
   * @param plan that the request came to
   */
  public static List<String> lines(RunRequest request, Plan plan) {
    List<String> lines = new ArrayList<>();
    for (GuestType guest : request.guests().types()) {
      if (guest != GuestType.REFERENCE) {
        lines.add(
            "  guest    "
                + guest.label()
                + (request.guests().types().contains(GuestType.REFERENCE)
                    ? " against " + GuestType.REFERENCE.label()
                    : " has nothing to be held against: add "
                        + GuestType.REFERENCE.label()
                        + " to --engines"));
      }
    }
    leftOut(request, plan)
        .forEach(
            (why, cells) ->
                lines.add(
                    "  left out " + why + " (" + cells + (cells == 1 ? " cell)" : " cells)")));
    return lines;
  }

  /** How many cells are left out, by the reason. */
  private static Map<String, Integer> leftOut(RunRequest request, Plan plan) {
    Map<String, Integer> leftOut = new LinkedHashMap<>();
    List<Cell> conditions = plan.cells().stream().map(Cell::condition).distinct().toList();
    for (GuestType guest : request.guests().types()) {
      for (Cell condition : conditions) {
        guest.whyNot(condition).ifPresent(why -> leftOut.merge(why, 1, Integer::sum));
      }
    }
    return leftOut;
  }
}
