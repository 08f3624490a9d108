package io.aiorevisited.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.harness.plan.BlockOrder;
import io.aiorevisited.harness.plan.PlannedBlock;
import io.aiorevisited.harness.plan.PlannedTrial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WholeBlocksTest {

  private static final List<PlannedBlock> BLOCKS = BlockOrder.of(plan());

  @Test
  void shouldCountWholeBlocksAndWhatIsLeftOfOneThatWasCutOff() {
    List<TrialRecord> journal = records(BLOCKS.get(0), TrialStatus.OK);
    assertThat(of(journal)).isEqualTo(new WholeBlocks(1, 3, 1, false, 0));

    journal.addAll(records(BLOCKS.get(1), TrialStatus.OK).subList(0, 2));
    assertThat(of(journal)).isEqualTo(new WholeBlocks(1, 3, 1, false, 2));

    journal.addAll(records(BLOCKS.get(1), TrialStatus.OK).subList(2, 3));
    assertThat(of(journal)).isEqualTo(new WholeBlocks(2, 6, 1, true, 0));
  }

  @Test
  void shouldNotCountAttemptsThatWereRepeatedButFindOneThatWasCutOff() {
    List<TrialRecord> journal = records(BLOCKS.get(0), TrialStatus.REPEATED);
    assertThat(of(journal)).isEqualTo(new WholeBlocks(0, 0, 0, false, 0));

    journal.addAll(records(BLOCKS.get(0), TrialStatus.REPEATED).subList(0, 1));
    assertThat(of(journal)).isEqualTo(new WholeBlocks(0, 0, 0, false, 1));
  }

  @Test
  void shouldHaveNothingLeftWhereThePlanIsDone() {
    List<TrialRecord> journal = new ArrayList<>();
    BLOCKS.forEach(block -> journal.addAll(records(block, TrialStatus.OK)));

    assertThat(of(journal)).isEqualTo(new WholeBlocks(4, 12, 2, true, 0));
  }

  private static WholeBlocks of(List<TrialRecord> journal) {
    return WholeBlocks.of(Path.of("run"), journal, BLOCKS);
  }

  private static List<TrialRecord> records(PlannedBlock block, TrialStatus status) {
    List<TrialRecord> records = new ArrayList<>();
    for (PlannedTrial arm : block.arms()) {
      records.add(
          TestRecords.trial(
              TrialRecord.SCHEMA_VERSION,
              arm.trial(),
              arm.round(),
              status,
              null,
              arm.control(),
              arm.cell(),
              "2026-11-25T00:00:00Z",
              1,
              null,
              null,
              null,
              null));
    }
    return records;
  }

  /** Two rounds of two blocks of three arms. */
  private static Plan plan() {
    List<Cell> cells =
        Stream.of("write", "read")
            .flatMap(
                operation ->
                    Stream.of("threads", "aio")
                        .map(
                            engine ->
                                TestRecords.cell(
                                    engine, "iozone", operation, 4096, 1, 0, "written", "none",
                                    8192)))
            .toList();
    return TestRecords.takingTurns(
        TestRecords.plan(
            "smoke", 3, 2, 1, 1, "threads", 0.03, 0.95, false, "/nowhere", cells, List.of()));
  }
}
