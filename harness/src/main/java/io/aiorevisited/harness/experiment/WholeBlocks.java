package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.harness.plan.BlockOrder;
import io.aiorevisited.harness.plan.PlannedBlock;
import io.aiorevisited.harness.plan.WrongCallException;
import java.nio.file.Path;
import java.util.List;

/**
 * How far a journal is into its plan.
 *
 * @param blocks that are whole
 * @param trials of these blocks
 * @param rounds that have begun
 * @param isWholeRound whether the last of them is whole
 * @param extraLines records at the journal's end that belong to a block of which some are missing
 */
record WholeBlocks(int blocks, int trials, int rounds, boolean isWholeRound, int extraLines) {

  /**
   * Counts.
   *
   * @throws WrongCallException naming the first trial that is not the plan's next one
   */
  static WholeBlocks of(Path folder, List<TrialRecord> journal, List<PlannedBlock> planned) {
    List<TrialRecord> counted =
        journal.stream().filter(trial -> trial.status() != TrialStatus.REPEATED).toList();
    FittingTrials.check(folder, counted, BlockOrder.trials(planned));
    int blocks = 0;
    int trials = 0;
    while (blocks < planned.size()
        && trials + planned.get(blocks).arms().size() <= counted.size()) {
      trials += planned.get(blocks++).arms().size();
    }
    int rounds = blocks == 0 ? 0 : planned.get(blocks - 1).round();
    boolean wholeRound =
        blocks > 0 && (blocks == planned.size() || planned.get(blocks).round() > rounds);
    return new WholeBlocks(
        blocks, trials, rounds, wholeRound, extraLines(journal, planned, blocks));
  }

  /** Repeated attempts are whole or not as those that count are. */
  private static int extraLines(
      List<TrialRecord> journal, List<PlannedBlock> planned, int wholeBlocks) {
    if (wholeBlocks == planned.size()) {
      return 0;
    }
    PlannedBlock next = planned.get(wholeBlocks);
    int first = next.arms().get(0).trial();
    int ofNext = (int) journal.stream().filter(trial -> trial.trial() >= first).count();
    return ofNext % next.arms().size();
  }
}
