package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.stats.MeanEstimate;
import java.util.List;

/** What a run has to say of one arm: a figure, or a word and a reason in its place. */
public sealed interface CellResult {

  Arm arm();

  /**
   * A figure.
   *
   * @param arm what was measured
   * @param bytesPerSecond mean over trials of total bytes by total time
   * @param trials the trials that count, all OK, in order of running
   * @param lost trials that are not OK, and so have no part in the figure; attempts of a block that
   *     was measured again are not among them
   */
  record Measured(
      Arm arm, MeanEstimate bytesPerSecond, List<TrialRecord> trials, List<TrialRecord> lost)
      implements CellResult {}

  /**
   * No figure.
   *
   * @param arm what was to be measured
   * @param status how it ended
   * @param reason why, in words
   */
  record Unusable(Arm arm, TrialStatus status, String reason) implements CellResult {}

  /** Planned, but the run was cut off before its first trial, or its records are unsound. */
  record NotRun(Arm arm) implements CellResult {}
}
