package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.ProfileRecord;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.ProfileIndex;
import io.aiorevisited.analysis.record.folder.RunFolder;
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
   * @param profiling whether CPU profiles are taken, too
   * @throws IOException if the record, the scratch file or the report can't be written; what was
   *     measured until then is in the folder
   */
  Outcome carryOut(
      RunFolder folder, Duration budget, Profiling profiling, Interruption interruption)
      throws IOException {
    int trials = TrialOrder.of(folder.manifest().plan()).stream().mapToInt(List::size).sum();
    Progress progress =
        new Progress(
            err,
            Progress.errorIsTerminal(),
            System::nanoTime,
            trials,
            folder.manifest().plan().rounds());
    if (folder.manifest().plan().stopping() != null) {
      progress.mayEndEarly();
    }
    new Experiment(folder, budget, profiling, interruption, progress).run();
    Outcome outcome = profiling == Profiling.ONLY ? reportProfiles(folder) : report(folder);
    return interruption.requested() ? Outcome.INTERRUPTED : outcome;
  }

  private Outcome reportProfiles(RunFolder folder) throws IOException {
    Reporting.render(folder, out);
    return ProfileIndex.read(folder.path()).profiles().stream().allMatch(ProfileRecord::wasTaken)
        ? Outcome.COMPLETE
        : Outcome.SOME_WITHOUT_FIGURE;
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
