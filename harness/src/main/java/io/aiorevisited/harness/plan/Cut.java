package io.aiorevisited.harness.plan;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.data.ByteSize;
import java.util.ArrayList;
import java.util.List;

/**
 * Cells that a run can do without where time is short: one block size of one workload, which nobody
 * asked for by name.
 *
 * @param workload whose block size is left out
 * @param blockSizeBytes which one
 */
public record Cut(String workload, long blockSizeBytes) {

  /**
   * What may be left out of a request's plan, the most dispensable first. Of each workload its
   * smallest block size stays, where engines differ most; of workloads that nobody named, only the
   * first stays whatever happens.
   */
  public static List<Cut> of(RunRequest request) {
    List<Cut> cuts = new ArrayList<>();
    if (!request.blockSizesBytes().isEmpty()) {
      return cuts;
    }
    boolean named = !request.workloads().isEmpty();
    List<Workload> workloads = named ? request.workloads() : List.of(Workload.IOZONE, Workload.DD);
    for (Workload workload : workloads) {
      List<Long> blocks = request.profile().shape(workload).blockSizesBytes();
      blocks.subList(1, blocks.size()).forEach(bytes -> cuts.add(new Cut(workload.label(), bytes)));
    }
    if (!named) {
      for (Workload workload : workloads.subList(1, workloads.size())) {
        long smallest = request.profile().shape(workload).blockSizesBytes().get(0);
        cuts.add(new Cut(workload.label(), smallest));
      }
    }
    return List.copyOf(cuts);
  }

  /** The plan without these cells, and without what it would have said of them. */
  public Plan from(Plan plan) {
    return plan.with(
        plan.cells().stream().filter(cell -> !has(cell)).toList(),
        plan.family().stream().filter(comparison -> !has(comparison.condition())).toList());
  }

  /** How it is named to a person, for example {@code iozone 64k}. */
  public String name() {
    return workload + " " + ByteSize.format(blockSizeBytes);
  }

  private boolean has(Cell cell) {
    return cell.workload().equals(workload) && cell.blockSizeBytes() == blockSizeBytes;
  }
}
