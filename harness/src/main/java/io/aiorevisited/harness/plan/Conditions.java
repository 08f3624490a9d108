package io.aiorevisited.harness.plan;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.CpuPlacement;
import io.aiorevisited.workloads.targets.TargetState;
import java.util.List;

/**
 * Under which conditions each workload is measured: every combination is a cell of its own.
 *
 * @param states what the target is made of; empty for what it is by itself
 * @param cacheModes how it is opened
 * @param depths blocks in flight; empty for each workload's own
 * @param buffers pages that the buffers are asked to lie in
 * @param placements which processors the home thread and workers run on
 * @param allowBlockingAio whether native AIO may be measured where its submission blocks
 */
public record Conditions(
    List<TargetState> states,
    List<CacheMode> cacheModes,
    List<Integer> depths,
    List<BufferPages> buffers,
    List<CpuPlacement> placements,
    boolean allowBlockingAio) {

  /** A written file past the page cache, each workload at its own depths. */
  public static final Conditions DEFAULT =
      new Conditions(
          List.of(TargetState.WRITTEN),
          List.of(CacheMode.NONE),
          List.of(),
          List.of(BufferPages.HUGE),
          List.of(CpuPlacement.FREE),
          false);

  public Conditions {
    states = List.copyOf(states);
    cacheModes = List.copyOf(cacheModes);
    depths = List.copyOf(depths);
    buffers = List.copyOf(buffers);
    placements = List.copyOf(placements);
  }
}
