package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.folder.LedgerCost;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.harness.forks.ForkRoom;
import io.aiorevisited.harness.forks.JmhLock;
import io.aiorevisited.harness.forks.SharedClasses;
import io.aiorevisited.harness.plan.PlanFacts;
import io.aiorevisited.harness.plan.PlannedTrial;
import io.aiorevisited.harness.plan.Readable;
import io.aiorevisited.harness.plan.TrialOrder;
import io.aiorevisited.workloads.targets.device.DeviceFill;
import io.aiorevisited.workloads.targets.file.ScratchFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Carries out a plan: makes the scratch file, runs the trials round by round, has each on the
 * device before the next one starts, and takes the scratch file away again.
 */
public final class Experiment {

  private final RunFolder folder;
  private final Plan plan;
  private final PlanFacts facts;
  private final Duration budget;
  private final Profiling profiling;
  private final Interruption interruption;
  private final Progress progress;
  private final TrialRunner runner;
  private final TimeLeft timeLeft;
  private long deadlineNanos;

  /**
   * @param folder of the run, with the trials that it holds already: the first ones of its plan
   * @param budget time after which no round is started that would not end within it
   * @param profiling whether profiles are taken, too
   */
  Experiment(
      RunFolder folder,
      Duration budget,
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
    this.runner = new TrialRunner(plan, folder.path());
    this.timeLeft = new TimeLeft(plan);
  }

  /**
   * Runs all rounds, or as many as the budget and the person let it.
   *
   * @throws IOException if the scratch file or the journal can't be written
   */
  public void run() throws IOException {
    deadlineNanos = System.nanoTime() + budget.toNanos();
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
        runRounds();
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

  private void runRounds() throws IOException {
    List<PlannedTrial> all = TrialOrder.of(plan).stream().flatMap(List::stream).toList();
    int trialsARound = all.size() / plan.rounds();
    Duration longestRound = Duration.ZERO;
    int done = folder.trials().size();
    EndOfRun end = new EndOfRun(plan);
    noteKept(all);
    for (int round = done / trialsARound + 1; round <= plan.rounds(); round++) {
      if (timeTo(deadlineNanos).compareTo(longestRound) < 0) {
        sayOutOfTime(round - 1, longestRound);
        return;
      }
      long roundStartNanos = System.nanoTime();
      int first = (round - 1) * trialsARound;
      boolean mayBreakOff = !longestRound.isZero();
      if (!runRound(all, Math.max(first, done), first + trialsARound, mayBreakOff)) {
        return;
      }
      Duration took = Duration.ofNanos(System.nanoTime() - roundStartNanos);
      longestRound = took.compareTo(longestRound) > 0 ? took : longestRound;
      end.lines(round, folder.trials()).forEach(progress::say);
      if (end.isReached(round, folder.trials())) {
        return;
      }
    }
  }

  private static Duration timeTo(long deadlineNanos) {
    return Duration.ofNanos(deadlineNanos - System.nanoTime());
  }

  /** Takes account of the trials of an earlier part of a run that is resumed. */
  private void noteKept(List<PlannedTrial> all) {
    List<TrialRecord> kept = folder.trials();
    for (int i = 0; i < kept.size(); i++) {
      timeLeft.note(all.get(i), kept.get(i).wallNanos());
    }
    progress.kept(kept.size());
  }

  /**
   * Runs the trials of one round.
   *
   * @param mayBreakOff whether it ends where the budget does; the first round of a run never does,
   *     since without one there is nothing to report
   * @return false if the person or the budget ended it
   */
  private boolean runRound(List<PlannedTrial> all, int from, int to, boolean mayBreakOff)
      throws IOException {
    for (int i = from; i < to; i++) {
      if (interruption.requested()) {
        return false;
      }
      PlannedTrial trial = all.get(i);
      if (mayBreakOff && timeTo(deadlineNanos).compareTo(timeLeft.of(List.of(trial))) < 0) {
        progress.say(
            "stopping in round "
                + trial.round()
                + ", which takes longer than those before it: the budget of "
                + Readable.time(budget)
                + " is used up; give more with --budget");
        return false;
      }
      progress.started(trial, left(all, i));
      TrialRecord record = runner.run(trial);
      if (interruption.requested()) {
        runner.removeLog(trial); // killed, or it may have been: dropped
        return false;
      }
      folder.append(record);
      timeLeft.note(trial, record.wallNanos());
      progress.ended(trial, record, left(all, i + 1), i + 1 == to);
    }
    return true;
  }

  /** Time that the trials from one on will take, or the budget leaves them. */
  private Duration left(List<PlannedTrial> all, int from) {
    Duration trials = timeLeft.of(all.subList(from, all.size()));
    Duration budgeted = timeTo(deadlineNanos);
    return budgeted.isNegative() || trials.compareTo(budgeted) < 0 ? trials : budgeted;
  }

  private void sayOutOfTime(int roundsDone, Duration longestRound) {
    progress.say(
        "stopping after "
            + roundsDone
            + " of "
            + plan.rounds()
            + " rounds: the next, of about "
            + Readable.time(longestRound)
            + ", would not end within the budget of "
            + Readable.time(budget)
            + "; give more with --budget");
  }

  private void removeEmptyLogs() throws IOException {
    if (!TrialRunner.removeEmptyLogs(folder.path())) {
      progress.say("the output of trials that failed is in " + folder.path().resolve("logs"));
    }
  }
}
