package io.aiorevisited.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EstimatesTest {

  private static final Cell CELL = GeneratedRun.iozone("read", 16384).withEngine("aio");
  private static final Plan PLAN = new GeneratedRun(1).manifest().plan();

  @Test
  void shouldDivideAllBytesByAllTimeWithinATrial() {
    TrialRecord trial = trial(1, TrialStatus.OK, null, 100, 1, 100, 3);

    // 200 bytes in 4 s; the mean of the passes' speeds would be 66.7.
    assertThat(Metric.THROUGHPUT.of(trial)).hasValue(50.0);
  }

  @Test
  void shouldTakeTheIntervalOverTrials() {
    Estimates estimates =
        Estimates.of(
            PLAN,
            List.of(
                trial(1, TrialStatus.OK, null, 10, 1, 10, 1),
                trial(2, TrialStatus.OK, null, 12, 1, 12, 1),
                trial(3, TrialStatus.OK, null, 14, 1, 14, 1)));

    CellResult.Measured result = (CellResult.Measured) estimates.of(CELL, false);
    assertThat(result.bytesPerSecond().mean()).isEqualTo(12.0);
    assertThat(result.bytesPerSecond().count()).isEqualTo(3);
    // t(0.975; 2) = 4.302653 times 2 / sqrt(3)
    assertThat(result.bytesPerSecond().interval().orElseThrow().halfWidth())
        .isCloseTo(4.968275, within(1e-5));
  }

  @Test
  void shouldLeaveFailedTrialsOutOfTheFigureAndKeepThem() {
    Estimates estimates =
        Estimates.of(
            PLAN,
            List.of(
                trial(1, TrialStatus.OK, null, 10, 1), trial(2, TrialStatus.FAILED, "EIO", 90, 1)));

    CellResult.Measured result = (CellResult.Measured) estimates.of(CELL, false);
    assertThat(result.bytesPerSecond().mean()).isEqualTo(10.0);
    assertThat(result.lost()).hasSize(1);
  }

  @Test
  void shouldGiveTheWordInPlaceOfAFigure() {
    TrialRecord ok = trial(1, TrialStatus.OK, null, 10, 1);
    TrialRecord gate = trial(2, TrialStatus.INVALID, "extents not written", 10, 1);
    TrialRecord failed = trial(1, TrialStatus.FAILED, "EIO", 10, 1);
    TrialRecord unsupported = trial(1, TrialStatus.UNSUPPORTED, "no io_setup", 10, 1);

    assertThat(Estimates.of(PLAN, List.of(gate, unsupported)).of(CELL, false))
        .isEqualTo(
            new CellResult.Unusable(
                new Arm(CELL, false), TrialStatus.INVALID, "1 of 2 trials: extents not written"));
    CellResult.Measured measured =
        (CellResult.Measured) Estimates.of(PLAN, List.of(ok, gate)).of(CELL, false);
    assertThat(measured.trials()).containsExactly(ok);
    assertThat(measured.lost()).containsExactly(gate);
    assertThat(Estimates.of(PLAN, List.of(failed)).of(CELL, false))
        .isEqualTo(new CellResult.Unusable(new Arm(CELL, false), TrialStatus.FAILED, "EIO"));
    assertThat(Estimates.of(PLAN, List.of(unsupported)).of(CELL, false))
        .isEqualTo(
            new CellResult.Unusable(new Arm(CELL, false), TrialStatus.UNSUPPORTED, "no io_setup"));
    assertThat(Estimates.of(PLAN, List.of()).of(CELL, false)).isInstanceOf(CellResult.NotRun.class);
  }

  @Test
  void shouldNeverCountAnAttemptThatWasMeasuredAgain() {
    TrialRecord repeated = trial(1, TrialStatus.REPEATED, "stopped for 3 s", 90, 1);
    TrialRecord ok = trial(1, TrialStatus.OK, null, 10, 1);

    CellResult.Measured result =
        (CellResult.Measured) Estimates.of(PLAN, List.of(repeated, ok)).of(CELL, false);
    assertThat(result.trials()).containsExactly(ok);
    assertThat(result.lost()).isEmpty();
    assertThat(Estimates.of(PLAN, List.of(repeated)).of(CELL, false))
        .isInstanceOf(CellResult.NotRun.class);
  }

  @Test
  void shouldKeepTheControlArmApart() {
    TrialRecord trial = trial(1, TrialStatus.OK, null, 10, 1);
    TrialRecord control =
        TestRecords.trial(
            1, 2, 1, TrialStatus.OK, null, true, CELL, "", 0, null, trial.passes(), null, null);

    Estimates estimates = Estimates.of(PLAN, List.of(trial, control));

    assertThat(((CellResult.Measured) estimates.of(CELL, false)).trials()).containsExactly(trial);
    assertThat(((CellResult.Measured) estimates.of(CELL, true)).trials()).containsExactly(control);
  }

  private static TrialRecord trial(
      int number, TrialStatus status, String reason, long... bytesAndSeconds) {
    List<PassRecord> passes =
        IntStream.range(0, bytesAndSeconds.length / 2)
            .mapToObj(
                i ->
                    TestRecords.pass(
                        bytesAndSeconds[2 * i + 1] * 1_000_000_000L, bytesAndSeconds[2 * i], 1, 0))
            .toList();
    return TestRecords.trial(
        1, number, number, status, reason, false, CELL, "", 0, null, passes, null, null);
  }
}
