package io.aiorevisited.harness.plan;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.workloads.data.ByteSize;

/**
 * A trial that is to be run.
 *
 * @param trial number in order of running, from 1
 * @param round round that it belongs to, from 1
 * @param cell what is measured
 * @param control whether it belongs to the control arm
 */
public record PlannedTrial(int trial, int round, Cell cell, boolean control) {

  /** How it is named to a person, for example {@code aio iozone read 16k}. */
  public String name() {
    return cell.engine() + (control ? " (control)" : "") + " " + nameWithoutEngine();
  }

  String nameWithoutEngine() {
    return cell.workload() + " " + cell.operation() + " " + ByteSize.format(cell.blockSizeBytes());
  }
}
