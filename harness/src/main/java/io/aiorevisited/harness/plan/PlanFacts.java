package io.aiorevisited.harness.plan;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.workloads.targets.TargetState;
import io.aiorevisited.workloads.targets.file.ScratchFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What follows from a plan without running it: bytes, files, and what is done to them.
 *
 * @param plan whose facts they are
 */
public record PlanFacts(Plan plan) {

  /** Bytes that its scratch files take: the longest pass, in each state of the target. */
  public long scratchBytes() {
    return passBytes() * states().size();
  }

  /** Bytes of its longest pass. */
  public long passBytes() {
    return plan.cells().stream().mapToLong(Cell::sizeBytes).max().orElse(0);
  }

  /** Its scratch files, one for each state of the target. */
  public List<Path> scratchPaths() {
    return states().stream()
        .map(state -> ScratchFiles.pathFor(Path.of(plan.targetPath()), state))
        .toList();
  }

  /** Whether it measures a file that was there before instead of scratch files. */
  public boolean isOnExistingFile() {
    return states().contains(TargetState.EXISTING);
  }

  /** Whether it measures a block device instead of scratch files. */
  public boolean isOnDevice() {
    return states().contains(TargetState.DEVICE);
  }

  /** Whether anything of it writes. */
  public boolean writes() {
    return plan.cells().stream().anyMatch(cell -> cell.operation().equals("write"));
  }

  /** The states of the target that it measures. */
  public Set<TargetState> states() {
    return plan.cells().stream()
        .map(cell -> TargetState.fromLabel(cell.targetState()))
        .collect(Collectors.toSet());
  }
}
