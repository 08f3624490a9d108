package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.harness.blocks.BlockRunner;
import io.aiorevisited.harness.guest.GuestWishes;
import io.aiorevisited.harness.plan.BlockOrder;
import io.aiorevisited.harness.plan.PlannedBlock;
import io.aiorevisited.harness.plan.Readable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Measures the blocks of a plan round by round, each on the device before the next one starts. */
final class Rounds {

  private final RunFolder folder;
  private final Plan plan;
  private final Budget budget;
  private final Interruption interruption;
  private final Progress progress;
  private final BlockRunner runner;
  private final TimeLeft timeLeft;
  private final List<PlannedBlock> blocks;
  private final long deadlineNanos;

  /**
   * @param folder of the run, with the trials that it holds already: the first blocks of its plan
   */
  Rounds(RunFolder folder, Budget budget, Interruption interruption, Progress progress) {
    this.folder = folder;
    this.plan = folder.manifest().plan();
    this.budget = budget;
    this.interruption = interruption;
    this.progress = progress;
    this.runner =
        new BlockRunner(plan, folder.path(), GuestWishes.of(folder.manifest().versions()));
    this.timeLeft = new TimeLeft(plan);
    this.blocks = BlockOrder.of(plan);
    this.deadlineNanos = System.nanoTime() + budget.limit().toNanos();
  }

  /**
   * Runs all rounds, or as many as the budget and the person let it.
   *
   * @throws IOException if the journal can't be written
   */
  void run() throws IOException {
    try (runner) {
      runAll();
    }
  }

  private void runAll() throws IOException {
    int blocksARound = blocks.size() / plan.rounds();
    Duration longestRound = Duration.ZERO;
    int done = noteKept();
    EndOfRun end = new EndOfRun(plan);
    for (int round = done / blocksARound + 1; round <= plan.rounds(); round++) {
      boolean mayEnd = round > budget.leastRounds() && !longestRound.isZero();
      if (mayEnd && timeToDeadline().compareTo(longestRound) < 0) {
        sayOutOfTime(round - 1, longestRound);
        return;
      }
      long roundStartNanos = System.nanoTime();
      int first = (round - 1) * blocksARound;
      if (!runRound(Math.max(first, done), first + blocksARound, mayEnd)) {
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

  private Duration timeToDeadline() {
    return Duration.ofNanos(deadlineNanos - System.nanoTime());
  }

  /** Takes account of the blocks of an earlier part of a run that is resumed; how many they are. */
  private int noteKept() {
    List<TrialRecord> kept = counted(folder.trials());
    int trials = 0;
    int done = 0;
    while (trials < kept.size()) {
      PlannedBlock block = blocks.get(done++);
      List<TrialRecord> records = kept.subList(trials, trials + block.arms().size());
      timeLeft.note(block, wallNanos(records));
      trials += records.size();
    }
    progress.kept(done);
    return done;
  }

  private static List<TrialRecord> counted(List<TrialRecord> trials) {
    return trials.stream().filter(trial -> trial.status() != TrialStatus.REPEATED).toList();
  }

  private static long wallNanos(List<TrialRecord> block) {
    return block.stream().mapToLong(TrialRecord::wallNanos).max().orElse(0);
  }

  /**
   * Runs the blocks of one round.
   *
   * @param mayEnd whether it ends where the budget does
   * @return false if the person or the budget ended it
   */
  private boolean runRound(int from, int to, boolean mayEnd) throws IOException {
    for (int i = from; i < to; i++) {
      PlannedBlock block = blocks.get(i);
      if (interruption.requested()) {
        return false;
      }
      if (mayEnd && timeToDeadline().compareTo(timeLeft.of(List.of(block))) < 0) {
        progress.say(
            "stopping in round "
                + block.round()
                + ", which takes longer than those before it: the budget of "
                + Readable.time(budget.limit())
                + " is used up; give more with --budget");
        return false;
      }
      progress.started(block, left(i));
      List<TrialRecord> records = measure(block);
      if (records.isEmpty()) {
        return false;
      }
      timeLeft.note(block, wallNanos(records));
      progress.ended(block, records, left(i + 1), i + 1 == to);
    }
    return true;
  }

  /** Measures a block until it counts, each attempt journaled; empty if the person ended it. */
  private List<TrialRecord> measure(PlannedBlock block) throws IOException {
    int attempt = attemptsOf(block);
    while (true) {
      List<TrialRecord> records = runner.run(block, ++attempt);
      if (interruption.requested()) {
        runner.removeLogs(block); // killed, or it may have been: dropped
        return List.of();
      }
      folder.append(records);
      if (records.get(0).status() != TrialStatus.REPEATED) {
        return records;
      }
      progress.repeated(records);
    }
  }

  /** How often a block was measured in an earlier part of the run without being kept. */
  private int attemptsOf(PlannedBlock block) {
    int trial = block.arms().get(0).trial();
    return (int) folder.trials().stream().filter(record -> record.trial() == trial).count();
  }

  /** Time that the blocks from one on will take, or the budget leaves them. */
  private Duration left(int from) {
    Duration wanted = timeLeft.of(blocks.subList(from, blocks.size()));
    Duration budgeted = timeToDeadline();
    return budgeted.isNegative() || wanted.compareTo(budgeted) < 0 ? wanted : budgeted;
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
            + Readable.time(budget.limit())
            + "; give more with --budget");
  }
}
