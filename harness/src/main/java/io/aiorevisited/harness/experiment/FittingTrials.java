package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.harness.plan.PlannedTrial;
import io.aiorevisited.harness.plan.WrongCallException;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes sure that the trials of a journal are the first ones of a plan, in its order. Attempts that
 * were repeated are not among them.
 */
final class FittingTrials {

  private FittingTrials() {}

  /**
   * Checks.
   *
   * @throws WrongCallException naming the first trial that doesn't fit
   */
  static void check(Path folder, List<TrialRecord> trials, List<PlannedTrial> planned) {
    if (trials.size() > planned.size()) {
      throw misfit(folder, "it holds " + trials.size() + " trials of " + planned.size());
    }
    for (int i = 0; i < trials.size(); i++) {
      TrialRecord trial = trials.get(i);
      PlannedTrial plan = planned.get(i);
      PlannedTrial found =
          new PlannedTrial(trial.trial(), trial.round(), trial.cell(), trial.control());
      if (!found.equals(plan)) {
        throw misfit(
            folder,
            "where trial "
                + plan.trial()
                + " is planned as "
                + plan.name()
                + " in round "
                + plan.round()
                + ", there is trial "
                + found.trial()
                + ", "
                + found.name()
                + " in round "
                + found.round());
      }
    }
  }

  private static WrongCallException misfit(Path folder, String what) {
    return new WrongCallException(
        folder + " can't be resumed, as its trials are not those of its plan: " + what);
  }
}
