package io.aiorevisited.harness.plan;

import java.util.List;

/**
 * Arms that are measured together: those of one condition where passes are interleaved, a single
 * one where forks are.
 *
 * @param block number in order of running, from 1
 * @param round round that it belongs to, from 1
 * @param arms at least one, in the order of their records
 */
public record PlannedBlock(int block, int round, List<PlannedTrial> arms) {

  public PlannedBlock {
    arms = List.copyOf(arms);
  }

  /** How it is named to a person, for example {@code iozone read 16k}. */
  public String name() {
    return arms.size() == 1 ? arms.get(0).name() : arms.get(0).nameWithoutEngine();
  }
}
