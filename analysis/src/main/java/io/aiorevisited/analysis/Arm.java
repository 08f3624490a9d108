package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TrialRecord;

/**
 * What a trial belongs to: a cell, or the control arm's second measuring of the reference's cell.
 *
 * @param cell what is measured
 * @param control whether it is the control arm
 */
public record Arm(Cell cell, boolean control) {

  static Arm of(TrialRecord trial) {
    return new Arm(trial.cell(), trial.control());
  }
}
