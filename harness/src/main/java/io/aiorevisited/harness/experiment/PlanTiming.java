package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.harness.blocks.BlockRunner;
import io.aiorevisited.harness.guest.GuestWishes;
import io.aiorevisited.harness.plan.BlockOrder;
import io.aiorevisited.harness.plan.Cut;
import io.aiorevisited.harness.plan.PlannedBlock;
import io.aiorevisited.harness.plan.Readable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Times a plan by its first block, which is measured three times without counting, and says what
 * the budget will reach. The quickest counts: the first ones also fill caches, and the program
 * itself is still being compiled. Where that is fewer rounds than planned, cells that nobody asked
 * for by name are left out rather than rounds: an answer for fewer cells is worth more than none
 * for all. A plan that by assumption takes less than a tenth of its budget isn't timed: that would
 * take about as long as some of its rounds.
 */
record PlanTiming(Budget budget, Interruption interruption, Progress progress) {

  private static final int TIMES = 3;

  /** Cells go only if fewer of the rounds than this would be reached: estimates are no better. */
  private static final double ROUNDS_WANTED = 0.9;

  /** By how much assumptions may be out before a plan is left that does not fit. */
  private static final double SAFETY = 10;

  /**
   * Fits a run that has no trial yet into its budget; one that has some goes on as it was planned.
   *
   * @param cuts what may be left out, the most dispensable first
   * @return the folder with the plan that is now to be run
   * @throws IOException if the folder can't be written to
   */
  RunFolder fit(RunFolder folder, List<Cut> cuts) throws IOException {
    Plan plan = folder.manifest().plan();
    if (!folder.trials().isEmpty() || plan.stopping() != null || interruption.requested()) {
      return folder;
    }
    TimeLeft timeLeft = new TimeLeft(plan);
    List<PlannedBlock> blocks = BlockOrder.of(plan);
    if (SAFETY * timeLeft.of(blocks).toMillis() <= budget.limit().toMillis()) {
      return folder;
    }
    progress.say("timing the first block");
    PlannedBlock first = blocks.get(0);
    long quickest = Long.MAX_VALUE;
    BlockRunner runner =
        new BlockRunner(plan, folder.path(), GuestWishes.of(folder.manifest().versions()));
    try (runner) {
      for (int time = 1; time <= TIMES; time++) {
        List<TrialRecord> records = runner.run(first, 1);
        runner.removeLogs(first);
        if (interruption.requested()) {
          return folder;
        }
        quickest =
            Math.min(
                quickest, records.stream().mapToLong(TrialRecord::wallNanos).max().orElseThrow());
      }
    }
    timeLeft.noteScale(first, quickest);
    List<String> without = new ArrayList<>();
    Plan fitted = plan;
    for (Cut cut : cuts) {
      if (fits(timeLeft, fitted)) {
        break;
      }
      Plan shorter = cut.from(fitted);
      if (shorter.cells().size() < fitted.cells().size()) {
        fitted = shorter;
        without.add(cut.name());
      }
    }
    say(timeLeft, fitted, without);
    return without.isEmpty() ? folder : folder.replan(fitted);
  }

  private boolean fits(TimeLeft timeLeft, Plan plan) {
    return timeLeft.of(BlockOrder.of(plan)).toMillis() * ROUNDS_WANTED <= budget.limit().toMillis();
  }

  private void say(TimeLeft timeLeft, Plan plan, List<String> without) {
    Duration whole = timeLeft.of(BlockOrder.of(plan));
    if (!without.isEmpty()) {
      progress.say(
          "left out for want of time: "
              + String.join(", ", without)
              + "; name them with --block-sizes to have them, or give more with --budget");
    }
    long affordable =
        Math.max(
            budget.leastRounds(),
            budget.limit().toMillis() * plan.rounds() / Math.max(1, whole.toMillis()));
    progress.say(
        affordable >= plan.rounds()
            ? plan.rounds()
                + (plan.rounds() == 1 ? " round" : " rounds")
                + " will take about "
                + Readable.time(whole)
            : "about "
                + affordable
                + " of "
                + plan.rounds()
                + " rounds will be reached; all would take about "
                + Readable.time(whole)
                + ": give more with --budget");
  }
}
