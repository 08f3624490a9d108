package io.aiorevisited.harness.plan;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says before a run what programs of others are there for, and which cells they leave out. */
public final class PeerCells {

  private PeerCells() {}

  /**
   * The lines, without line ends; none where no program was asked for.
   *
   * @param plan that the request came to
   */
  public static List<String> lines(RunRequest request, Plan plan) {
    List<String> lines = new ArrayList<>();
    for (PeerArm peer : request.peers()) {
      String against = String.join(", ", peer.counterparts(request));
      lines.add(
          against.isEmpty()
              ? "  program  "
                  + peer.label()
                  + " has nothing to be held against: add "
                  + peer.type().counterparts().get(0).label()
                  + " to --engines"
              : "  program  " + peer.label() + " against " + against);
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
    for (PeerArm peer : request.peers()) {
      for (Cell condition : conditions) {
        peer.whyNot(condition).ifPresent(why -> leftOut.merge(why, 1, Integer::sum));
      }
    }
    return leftOut;
  }
}
