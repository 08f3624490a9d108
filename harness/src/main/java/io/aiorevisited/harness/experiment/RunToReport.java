package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.RunFolder;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.harness.experiment.Launch.Outcome;
import io.aiorevisited.harness.plan.TrialOrder;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Runs what is still to be run of a run folder, then reports all of it.
 *
 * @param out results
 * @param err progress
 */
record RunToReport(PrintStream out, PrintStream err) {

  /**
   * Runs and reports.
   *
   * @param budget time after which no round is started that would not end within it
   * @throws IOException if the record, the scratch file or the report can't be written; what was
   *     measured until then is in the folder
   */
  Outcome carryOut(RunFolder folder, Duration budget, Interruption interruption)
      throws IOException {
    int trials = TrialOrder.of(folder.manifest().plan()).stream().mapToInt(List::size).sum();
    Progress progress =
        new Progress(
            err,
            Progress.errorIsTerminal(),
            System::nanoTime,
            trials,
            folder.manifest().plan().rounds());
    new Experiment(folder, budget, interruption, progress).run();
    Outcome outcome = report(folder);
    return interruption.requested() ? Outcome.INTERRUPTED : outcome;
  }

  /** Reports what the folder holds; runs nothing. */
  Outcome report(RunFolder folder) throws IOException {
    List<TrialRecord> trials = folder.trials();
    if (!trials.isEmpty()) {
      Reporting.render(folder, out);
    }
    boolean whole = trials.stream().allMatch(trial -> trial.status() == TrialStatus.OK);
    return whole && !trials.isEmpty() ? Outcome.COMPLETE : Outcome.SOME_WITHOUT_FIGURE;
  }
}
