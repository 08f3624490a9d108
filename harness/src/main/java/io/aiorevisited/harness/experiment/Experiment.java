package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.folder.CallCost;
import io.aiorevisited.analysis.record.folder.LedgerCost;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import io.aiorevisited.harness.host.BindingCost;
import java.io.IOException;

/**
 * Carries out a plan on a test bed: its rounds, what the ledger and a system call cost, and
 * profiles.
 */
final class Experiment {

  private final RunFolder folder;
  private final Plan plan;
  private final Budget budget;
  private final Profiling profiling;
  private final Interruption interruption;
  private final Progress progress;

  /**
   * @param folder of the run, with the trials that it holds already: the first ones of its plan
   * @param profiling whether profiles are taken, too
   */
  Experiment(
      RunFolder folder,
      Budget budget,
      Profiling profiling,
      Interruption interruption,
      Progress progress) {
    this.folder = folder;
    this.plan = folder.manifest().plan();
    this.budget = budget;
    this.profiling = profiling;
    this.interruption = interruption;
    this.progress = progress;
  }

  /**
   * Runs all rounds, or as many as the budget and the person let it. The {@link TestBed} stands.
   *
   * @throws IOException if the journal can't be written
   */
  void run() throws IOException {
    if (profiling != Profiling.ONLY) {
      new Rounds(folder, budget, interruption, progress).run();
      measureLedgerCost();
      measureCallCost();
    }
    if (profiling != Profiling.NONE && !interruption.requested()) {
      new ProfileTrials(plan, folder.path(), interruption, progress).run();
    }
  }

  /** Where there can be verdicts: two more JVMs would be much of a run that is to be short. */
  private void measureLedgerCost() throws IOException {
    if (plan.rounds() >= VerdictRule.MIN_ROUNDS
        && !interruption.requested()
        && LedgerCost.read(folder.path()).isEmpty()) {
      progress.say("measuring what the CPU ledger costs here");
      new LedgerCostTrials(plan, folder.path())
          .run()
          .ifPresent(problem -> progress.say("what the CPU ledger costs is not known: " + problem));
    }
  }

  private void measureCallCost() throws IOException {
    if (!interruption.requested() && CallCost.read(folder.path()).isEmpty()) {
      BindingCost.measure().write(folder.path());
    }
  }
}
