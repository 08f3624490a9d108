package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.folder.LedgerCost;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.harness.blocks.TrialFiles;
import io.aiorevisited.harness.forks.ForkRoom;
import io.aiorevisited.harness.forks.JmhLock;
import io.aiorevisited.harness.forks.SharedClasses;
import io.aiorevisited.harness.plan.PlanFacts;
import io.aiorevisited.harness.plan.Readable;
import io.aiorevisited.workloads.targets.device.DeviceFill;
import io.aiorevisited.workloads.targets.file.ScratchFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Carries out a plan: makes the scratch file, has its rounds run, and takes the scratch file away
 * again.
 */
public final class Experiment {

  private final RunFolder folder;
  private final Plan plan;
  private final PlanFacts facts;
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
    this.facts = new PlanFacts(plan);
    this.budget = budget;
    this.profiling = profiling;
    this.interruption = interruption;
    this.progress = progress;
  }

  /**
   * Runs all rounds, or as many as the budget and the person let it.
   *
   * @throws IOException if the scratch file or the journal can't be written
   */
  public void run() throws IOException {
    progress.say("preparing the target, " + Readable.bytes(facts.scratchBytes()));
    try (ScratchFiles scratch = createScratch()) {
      if (scratch != null) {
        runTrialsInRoom();
      }
    } finally {
      progress.clear();
      removeEmptyLogs();
    }
  }

  /** Makes the scratch file; null if the person interrupted it. */
  private ScratchFiles createScratch() throws IOException {
    interruption.interruptibleFromHere();
    try {
      Path target = Path.of(plan.targetPath());
      if (!facts.isOnDevice() && !facts.isOnExistingFile()) {
        return ScratchFiles.create(target, facts.passBytes(), facts.states());
      }
      if (facts.isOnDevice() && facts.writes()) {
        DeviceFill.write(target, facts.passBytes());
      }
      return ScratchFiles.none();
    } catch (IOException e) {
      if (interruption.requested()) {
        return null; // an interrupt ends the filling by an exception, which has removed the file
      }
      throw e;
    } finally {
      interruption.interruptibleToHere();
    }
  }

  private void runTrialsInRoom() throws IOException {
    try (ForkRoom room = ForkRoom.make(folder.path())) {
      SharedClasses.give(
          room, folder.path(), ResultsFolder.cacheOf(folder.path(), room.folder()), progress::say);
      runTrials();
    }
  }

  private void runTrials() throws IOException {
    try (JmhLock lock = JmhLock.take()) {
      if (lock.heldByAnother()) {
        progress.say(
            "warning: another JMH run holds JMH's lock; its load will be in these figures: end it"
                + " and run again");
      }
      if (profiling != Profiling.ONLY) {
        new Rounds(folder, budget, interruption, progress).run();
        measureLedgerCost();
      }
      if (profiling != Profiling.NONE && !interruption.requested()) {
        new ProfileTrials(plan, folder.path(), interruption, progress).run();
      }
    }
  }

  private void measureLedgerCost() throws IOException {
    if (!interruption.requested() && LedgerCost.read(folder.path()).isEmpty()) {
      progress.say("measuring what the CPU ledger costs here");
      new LedgerCostTrials(plan, folder.path())
          .run()
          .ifPresent(problem -> progress.say("what the CPU ledger costs is not known: " + problem));
    }
  }

  private void removeEmptyLogs() throws IOException {
    if (!TrialFiles.removeEmptyLogs(folder.path())) {
      progress.say("the output of trials that failed is in " + folder.path().resolve("logs"));
    }
  }
}
