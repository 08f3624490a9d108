package io.aiorevisited.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Stopping;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndOfRunTest {

  private static final GeneratedRun QUIET = run().noise(0.004);
  private static final GeneratedRun NOISY = run().noise(0.05);

  @Test
  void shouldSayNothingBetweenLooks() {
    EndOfRun end = new EndOfRun(plan(QUIET));

    assertThat(end.lines(9, first(QUIET, 9))).isEmpty();
    assertThat(end.isReached(9, first(QUIET, 9))).isFalse();
    assertThat(end.lines(11, first(QUIET, 11))).isEmpty();
    assertThat(end.isReached(11, first(QUIET, 11))).isFalse();
  }

  @Test
  void shouldEndAfterThePilotIfAllIsNarrow() {
    EndOfRun end = new EndOfRun(plan(QUIET));

    assertThat(end.isReached(10, first(QUIET, 10))).isTrue();
    assertThat(end.lines(10, first(QUIET, 10)))
        .hasSize(2)
        .anyMatch(line -> line.matches("pilot: .*Kalibera and Jones.*; this run keeps 3"))
        .contains("ending after 10 of at most 20 rounds as every 95 % interval is within +-1.5 %");
  }

  @Test
  void shouldGoOnWhileOneIsWideAndSayWhichAndHowLong() {
    EndOfRun end = new EndOfRun(plan(NOISY));

    assertThat(end.isReached(15, first(NOISY, 15))).isFalse();
    assertThat(end.lines(15, first(NOISY, 15)))
        .singleElement()
        .asString()
        .matches(
            "going on after 15 of at most 20 rounds: 2 intervals are wider than \\+-1.5 %, the widest"
                + " (aio|psync) iozone read 16k \\+-\\d+\\.\\d %: about \\d+ in all");
  }

  @Test
  void shouldEndAtTheMaximumWithWhatIsStillWide() {
    EndOfRun end = new EndOfRun(plan(NOISY));

    assertThat(end.isReached(20, first(NOISY, 20))).isTrue();
    assertThat(end.lines(20, first(NOISY, 20)))
        .singleElement()
        .asString()
        .startsWith("ending after 20 of at most 20 rounds: 2 intervals are wider than +-1.5 %");
  }

  @Test
  void shouldEndOnlyAfterTheLastRoundWithoutARule() {
    EndOfRun end = new EndOfRun(QUIET.manifest().plan());

    assertThat(end.isReached(10, first(QUIET, 10))).isFalse();
    assertThat(end.isReached(20, first(QUIET, 20))).isTrue();
    assertThat(end.lines(20, first(QUIET, 20))).isEmpty();
  }

  private static GeneratedRun run() {
    return new GeneratedRun(5).rounds(20).conditions(List.of(GeneratedRun.iozone("read", 16384)));
  }

  private static List<TrialRecord> first(GeneratedRun run, int rounds) {
    return run.trials().stream().filter(trial -> trial.round() <= rounds).toList();
  }

  private static Plan plan(GeneratedRun run) {
    Plan plan = run.manifest().plan();
    return TestRecords.plan(
        plan.profile(),
        plan.seed(),
        plan.rounds(),
        plan.warmupPasses(),
        plan.measuredPasses(),
        plan.referenceEngine(),
        plan.marginRatio(),
        plan.confidence(),
        plan.verify(),
        plan.targetPath(),
        plan.cells(),
        plan.family(),
        new Stopping(Stopping.Rule.HALF_WIDTH_BELOW_HALF_MARGIN, 10, 5));
  }
}
