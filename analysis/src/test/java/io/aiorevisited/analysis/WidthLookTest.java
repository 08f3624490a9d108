package io.aiorevisited.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Stopping;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.stats.verdict.WidthStop;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WidthLookTest {

  private static final GeneratedRun QUIET = run().rounds(30).noise(0.005);
  private static final GeneratedRun NOISY = run().rounds(30).noise(0.05);

  @Test
  void shouldLookAfterThePilotAndThenEveryFiveRoundsOnly() {
    Plan plan = plan(QUIET);

    assertThat(IntStream.rangeClosed(1, 30).filter(rounds -> look(QUIET, plan, rounds)))
        .containsExactly(10, 15, 20, 25, 30);
  }

  @Test
  void shouldNeverLookWhereThePlanHasNoRule() {
    assertThat(WidthLook.after(10, QUIET.manifest().plan(), QUIET.trials())).isEmpty();
  }

  @Test
  void shouldEndOnWidthWhateverTheDifferenceIs() {
    GeneratedRun different = run().rounds(30).noise(0.005).engine("aio", 1.5);

    assertThat(at(QUIET, 10).isEnough()).isTrue();
    assertThat(at(different, 10).isEnough()).isTrue();
  }

  @Test
  void shouldGoOnForTheWidestIntervalAndSayHowLong() {
    WidthLook look = at(NOISY, 10);

    assertThat(look.isEnough()).isFalse();
    assertThat(look.open().get(0).halfWidthLog())
        .isGreaterThanOrEqualTo(look.open().get(look.open().size() - 1).halfWidthLog())
        .isGreaterThan(look.wantedHalfWidthLog());
    assertThat(look.wantedHalfWidthLog()).isEqualTo(WidthStop.targetHalfWidthLog(0.03));
    assertThat(look.roundsNeeded()).hasValueSatisfying(n -> assertThat(n).isGreaterThan(10));
  }

  @Test
  void shouldGoOnAfterALostTrialAndNotForAnEngineThatFailsThroughout() {
    List<TrialRecord> oneLost =
        first(NOISY, 10).stream().map(t -> t.round() == 3 && !t.control() ? failed(t) : t).toList();
    List<TrialRecord> allLost =
        first(NOISY, 10).stream()
            .map(t -> t.cell().engine().equals("aio") ? failed(t) : t)
            .toList();

    assertThat(WidthLook.after(10, plan(NOISY), oneLost))
        .hasValueSatisfying(
            look -> {
              assertThat(look.lost()).isZero();
              assertThat(look.open())
                  .allMatch(open -> open.ratio().orElseThrow().count() == 9)
                  .hasSize(2);
            });
    assertThat(WidthLook.after(10, plan(NOISY), allLost))
        .hasValueSatisfying(
            look -> {
              assertThat(look.lost()).isEqualTo(1);
              assertThat(look.open())
                  .extracting(open -> open.comparison().engine())
                  .containsExactly("psync");
            });
  }

  @Test
  void shouldGoByTheControlArmWhereThereIsNoFamily() {
    Plan plan = plan(NOISY);
    Plan alone = withFamily(plan, List.of());

    assertThat(WidthLook.after(10, alone, first(NOISY, 10)))
        .hasValueSatisfying(
            look ->
                assertThat(look.open())
                    .isNotEmpty()
                    .allMatch(open -> open.comparison().engine().equals("threads")));
  }

  private static GeneratedRun run() {
    return new GeneratedRun(5).conditions(List.of(GeneratedRun.iozone("read", 16384)));
  }

  private static boolean look(GeneratedRun run, Plan plan, int rounds) {
    return WidthLook.after(rounds, plan, first(run, rounds)).isPresent();
  }

  private static WidthLook at(GeneratedRun run, int rounds) {
    return WidthLook.after(rounds, plan(run), first(run, rounds)).orElseThrow();
  }

  private static List<TrialRecord> first(GeneratedRun run, int rounds) {
    return run.trials().stream().filter(trial -> trial.round() <= rounds).toList();
  }

  private static Plan plan(GeneratedRun run) {
    return withFamily(run.manifest().plan(), run.manifest().plan().family());
  }

  private static Plan withFamily(Plan plan, List<Plan.PlannedComparison> family) {
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
        family,
        new Stopping(Stopping.Rule.HALF_WIDTH_BELOW_HALF_MARGIN, 10, 5));
  }

  private static TrialRecord failed(TrialRecord trial) {
    return TestRecords.trial(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        TrialStatus.FAILED,
        "the disk is gone",
        trial.control(),
        trial.cell(),
        trial.startedAt(),
        trial.wallNanos(),
        null,
        null,
        null,
        null);
  }
}
