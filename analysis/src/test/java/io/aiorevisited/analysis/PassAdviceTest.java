package io.aiorevisited.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassAdviceTest {

  private static final Cell CELL = GeneratedRun.iozone("read", 4096).withEngine("psync");

  @Test
  void shouldAdviseByKaliberaAndJones() {
    // Within trials: S1^2 = 8. Means 12, 22, 32 have variance 100; T2^2 = 100 - 8/2 = 96.
    // A pass costs 22 on average, a trial 500 - 44 = 456: sqrt(456/22 * 8/96) = 1.31.
    List<TrialRecord> trials = List.of(trial(10, 14), trial(20, 24), trial(30, 34));

    assertThat(PassAdvice.of(trials)).contains(new PassAdvice(1, 2, 2, 2));
  }

  @Test
  void shouldStopAtTheCapWhereTrialsDoNotDiffer() {
    List<TrialRecord> trials = List.of(trial(10, 14), trial(14, 10), trial(10, 14));

    assertThat(PassAdvice.of(trials))
        .contains(new PassAdvice(1, PassAdvice.CAP, PassAdvice.CAP, PassAdvice.CAP));
  }

  @Test
  void shouldHaveNoneFromSinglePassesOrFailedTrials() {
    assertThat(PassAdvice.of(List.of(trial(10), trial(20)))).isEmpty();
    assertThat(PassAdvice.of(List.of(trial(10, 20)))).isEmpty();
    assertThat(PassAdvice.of(List.of())).isEmpty();
  }

  private static TrialRecord trial(long... passNanos) {
    List<PassRecord> passes = new ArrayList<>();
    for (long nanos : passNanos) {
      passes.add(TestRecords.pass(nanos, CELL.sizeBytes(), 1, 0));
    }
    return TestRecords.trial(
        1, 1, 1, TrialStatus.OK, null, false, CELL, "", 500, passes, passes, null, null);
  }
}
