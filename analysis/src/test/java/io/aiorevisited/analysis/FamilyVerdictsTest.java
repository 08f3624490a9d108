package io.aiorevisited.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.SimulatedRun.Noise;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.stats.verdict.Comparison;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class FamilyVerdictsTest {

  private static final SimulatedRun TEN = new SimulatedRun(5, 10, Noise.NORMAL, 0.005).effect(0.20);
  private static final Plan PLAN = TEN.plan();
  private static final List<TrialRecord> TRIALS = TEN.trials(PLAN);
  private static final Cell FIRST = PLAN.cells().get(0).condition();

  @Test
  void shouldAnswerBothPrimaryQuestionsOverAllCells() {
    FamilyVerdicts verdicts = judge(TRIALS);

    assertThat(verdicts.primary())
        .extracting(PrimaryVerdict::engine)
        .containsExactlyElementsOf(SimulatedRun.ENGINES);
    assertThat(verdicts.primary())
        .allSatisfy(
            primary -> {
              assertThat(primary.verdict()).isEqualTo(Verdict.FASTER);
              assertThat(primary.rounds()).isEqualTo(10);
              assertThat(primary.ratio().orElseThrow().ratio()).isCloseTo(1.2, within(0.01));
              assertThat(primary.interval().orElseThrow().contains(1.2)).isTrue();
            });
    // The geometric mean of the cells' own ratios, and nothing else.
    double mean =
        verdicts.cells().stream()
            .filter(cell -> cell.engine().equals("aio"))
            .mapToDouble(cell -> cell.comparison().evidence().orElseThrow().estimate().meanLog())
            .average()
            .orElseThrow();
    assertThat(verdicts.primary().get(0).ratio().orElseThrow().meanLog())
        .isCloseTo(mean, within(1e-12));
  }

  @Test
  void shouldPoolReferenceAndControlOfTheSameBlock() {
    Cell reference = FIRST.withEngine("threads");
    Comparison judged = first(judge(TRIALS), "aio");

    for (int round = 1; round <= 10; round++) {
      double once = figure(reference, false, round);
      double again = figure(reference, true, round);
      assertThat(judged.contest().reference()[round - 1])
          .isCloseTo(Math.sqrt(once * again), within(1e-3 * once));
    }
  }

  @Test
  void shouldLetALostTrialCostItsBlockAndNothingElse() {
    Predicate<TrialRecord> control = t -> t.control() && t.round() == 2;
    Predicate<TrialRecord> reference =
        t -> t.cell().engine().equals("threads") && !t.control() && t.round() == 5;
    Predicate<TrialRecord> aio = t -> t.cell().engine().equals("aio") && t.round() == 9;
    FamilyVerdicts verdicts =
        judge(lose(t -> isFirst(t) && (control.test(t) || reference.test(t) || aio.test(t))));

    assertThat(first(verdicts, "aio").contest().count()).isEqualTo(7);
    assertThat(first(verdicts, "uring").contest().count()).isEqualTo(8);
    assertThat(verdicts.cells())
        .extracting(cell -> cell.comparison().verdict())
        .containsOnly(Verdict.FASTER);
    assertThat(verdicts.cells())
        .filteredOn(cell -> !cell.condition().equals(FIRST))
        .allMatch(cell -> cell.comparison().contest().count() == 10);
    assertThat(verdicts.primary().get(0).rounds()).isEqualTo(7);
    assertThat(verdicts.primary().get(0).verdict()).isEqualTo(Verdict.FASTER);
  }

  @Test
  void shouldCallItInvalidWhereFewerThanSixBlocksAreLeftAndSayWhatWasLost() {
    FamilyVerdicts verdicts =
        judge(lose(t -> isFirst(t) && t.cell().engine().equals("aio") && t.round() > 5));

    assertThat(first(verdicts, "aio").verdict()).isEqualTo(Verdict.INVALID);
    assertThat(first(verdicts, "aio").reasons())
        .containsExactly(
            "5 complete blocks are left, a verdict takes 6, and 5 were lost: in round 6 aio is"
                + " INVALID: planted");
    assertThat(first(verdicts, "uring").verdict()).isEqualTo(Verdict.FASTER);
    PrimaryVerdict primary = verdicts.primary().get(0);
    assertThat(primary.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(primary.comparison().reasons())
        .singleElement()
        .asString()
        .startsWith("iozone write 16k: 5 complete");
    assertThat(verdicts.primary().get(1).verdict()).isEqualTo(Verdict.FASTER);
  }

  @Test
  void shouldCallItInvalidWhereAnEngineFailedThroughout() {
    SimulatedRun failing = new SimulatedRun(5, 3, Noise.NORMAL, 0.005).failing("uring");
    Plan plan = failing.plan();
    FamilyVerdicts verdicts = failing.judge(plan);

    assertThat(first(verdicts, "uring").verdict()).isEqualTo(Verdict.INVALID);
    assertThat(first(verdicts, "uring").reasons())
        .singleElement()
        .asString()
        .matches("uring is (INVALID|FAILED): planted, and so in every round");
    assertThat(first(verdicts, "aio").verdict()).isEqualTo(Verdict.TOO_FEW_ROUNDS);
  }

  @Test
  void shouldCallItTooFewRoundsWhereNoneWasLost() {
    List<TrialRecord> five = TRIALS.stream().filter(t -> t.round() <= 5).toList();

    assertThat(judge(five).cells())
        .extracting(cell -> cell.comparison().verdict())
        .containsOnly(Verdict.TOO_FEW_ROUNDS);
    assertThat(judge(List.of()).primary())
        .extracting(PrimaryVerdict::verdict)
        .containsOnly(Verdict.TOO_FEW_ROUNDS);
  }

  @Test
  void shouldNeverCountAnAttemptThatWasMeasuredAgain() {
    List<TrialRecord> withAttempts = new ArrayList<>();
    for (TrialRecord trial : TRIALS) {
      withAttempts.add(with(trial, TrialStatus.REPEATED, 3));
      withAttempts.add(trial);
    }
    withAttempts.addAll(TRIALS.stream().map(t -> with(t, TrialStatus.REPEATED, 7)).toList());

    assertThat(judge(withAttempts).primary().get(0).ratio())
        .isEqualTo(judge(TRIALS).primary().get(0).ratio());
  }

  @Test
  void shouldDoWithoutAControlArmWhereTheRunHasNone() {
    List<TrialRecord> without = TRIALS.stream().filter(t -> !t.control()).toList();
    FamilyVerdicts verdicts = judge(without);

    assertThat(first(verdicts, "aio").verdict()).isEqualTo(Verdict.FASTER);
    assertThat(first(verdicts, "aio").contest().control()).isEmpty();
    assertThat(verdicts.overallControl()).isEmpty();
    assertThat(verdicts.primary().get(0).verdict()).isEqualTo(Verdict.FASTER);
  }

  @Test
  void shouldHaveNothingToSayOfCpuTimeWhereNoLedgerWasKept() {
    FamilyVerdicts cpu = new FamilyVerdicts(PLAN, PLAN.primary(), TRIALS, Metric.CPU);

    assertThat(cpu.cells()).isEmpty();
    assertThat(cpu.primary()).isEmpty();
  }

  private static FamilyVerdicts judge(List<TrialRecord> trials) {
    return new FamilyVerdicts(PLAN, PLAN.primary(), trials, Metric.THROUGHPUT);
  }

  private static Comparison first(FamilyVerdicts verdicts, String engine) {
    return verdicts.cells().stream()
        .filter(cell -> cell.condition().equals(FIRST) && cell.engine().equals(engine))
        .map(CellVerdict::comparison)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFirst(TrialRecord trial) {
    return trial.cell().condition().equals(FIRST);
  }

  private static double figure(Cell cell, boolean control, int round) {
    return TRIALS.stream()
        .filter(t -> t.cell().equals(cell) && t.control() == control && t.round() == round)
        .mapToDouble(t -> Metric.THROUGHPUT.of(t).orElseThrow())
        .findFirst()
        .orElseThrow();
  }

  private static List<TrialRecord> lose(Predicate<TrialRecord> which) {
    return TRIALS.stream().map(t -> which.test(t) ? with(t, TrialStatus.INVALID, 1) : t).toList();
  }

  private static TrialRecord with(TrialRecord trial, TrialStatus status, int slower) {
    return TestRecords.trial(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        status,
        "planted",
        trial.control(),
        trial.cell(),
        trial.startedAt(),
        trial.wallNanos(),
        null,
        trial.passes().stream()
            .map(p -> TestRecords.pass(slower * p.durationNanos(), p.bytes(), p.requests(), 0))
            .toList(),
        null,
        null);
  }
}
