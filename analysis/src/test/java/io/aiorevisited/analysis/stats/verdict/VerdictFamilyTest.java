package io.aiorevisited.analysis.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.spread.OutlierClass;
import io.aiorevisited.analysis.stats.tests.Holm;
import io.aiorevisited.analysis.stats.verdict.Contest.Pairing;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VerdictFamilyTest {

  /** Twelve rounds without a trend; their mean is exactly 0. */
  private static final double[] WOBBLE = {3, -2, 1, -3, 2, -1, -2, 3, -1, 2, -3, 1};

  @Test
  void shouldJudgeAFamilyByHolmInTheOrderGiven() {
    List<Contest> contests =
        List.of(
            contest("even", 12, 0, 0.002),
            contest("far", 12, 0.2, 0.002),
            contest("real", 12, 0.004, 0.002),
            contest("wide", 12, 0.01, 0.03));

    List<Comparison> judged = VerdictFamily.judge(contests, VerdictSettings.of(4, 0.03, 7));

    assertThat(judged)
        .extracting(Comparison::verdict)
        .containsExactly(
            Verdict.EQUIVALENT, Verdict.FASTER, Verdict.REAL_BUT_NEGLIGIBLE, Verdict.INCONCLUSIVE);
    double[] p = judged.stream().mapToDouble(c -> evidence(c).pValue()).toArray();
    double[] holm = judged.stream().mapToDouble(c -> evidence(c).holmP()).toArray();
    assertThat(holm).containsExactly(Holm.adjust(p), within(1e-15));
    assertThat(judged).extracting(c -> c.contest().name()).startsWith("even", "far");
    Evidence far = evidence(judged.get(1));
    assertThat(far.ratio()).isCloseTo(Math.exp(0.2), within(1e-9));
    assertThat(far.adjustedInterval().confidence()).isCloseTo(0.9875, within(1e-12));
    assertThat(far.adjustedInterval().halfWidth()).isGreaterThan(far.interval().halfWidth());
    assertThat(far.equivalenceInterval().halfWidth()).isLessThan(far.interval().halfWidth());
    assertThat(far.companions().bca()).isPresent();
    assertThat(judged.get(1).methodSensitive()).isFalse();
  }

  @Test
  void shouldSayWhatAnInconclusiveRunCouldHaveSeenAndWhatItWouldTake() {
    Comparison judged = judge(contest("wide", 12, 0.01, 0.03));

    assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    LogRatio estimate = evidence(judged).estimate();
    double h = estimate.halfWidthLog(0.95);
    int total = (int) Math.ceil(12 * Math.pow(h / Math.log1p(0.03), 2));
    assertThat(judged.moreRounds()).hasValue(total - 12);
    // Twelve rounds detect 0.89 standard deviations.
    double deviation = estimate.standardError() * Math.sqrt(12);
    assertThat(Math.log1p(evidence(judged).detectableDifference()) / deviation)
        .isCloseTo(0.89, within(0.005));
  }

  @Test
  void shouldStillAskForMoreWhenTheWidthIsThereButLiesAcrossAnEdge() {
    // Half width 0.025: under the margin, yet the interval covers both 0 and the edge at 0.0296.
    Comparison judged = judge(contest("edge", 12, 0.02, 0.01766));

    assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    double h = evidence(judged).estimate().halfWidthLog(0.95);
    assertThat(h).isLessThan(Math.log1p(0.03));
    int total = (int) Math.ceil(12 * Math.pow(h / (Math.log1p(0.03) / 2), 2));
    assertThat(judged.moreRounds()).hasValue(total - 12);
  }

  @Test
  void shouldGiveNoVerdictUnderSixRoundsAndNoFiguresUnderTwo() {
    Comparison five = judge(contest("five", 5, 0.5, 0.001));
    assertThat(five.verdict()).isEqualTo(Verdict.TOO_FEW_ROUNDS);
    assertThat(five.word()).isEqualTo("TOO FEW ROUNDS");
    assertThat(five.evidence()).isPresent();
    assertThat(evidence(five).holmP()).isEqualTo(1);
    assertThat(judge(contest("six", 6, 0.5, 0.001)).verdict()).isEqualTo(Verdict.FASTER);
    for (int rounds : new int[] {0, 1}) {
      Comparison none = judge(contest("none", rounds, 0.5, 0.001));
      assertThat(none.verdict()).isEqualTo(Verdict.TOO_FEW_ROUNDS);
      assertThat(none.evidence()).isEmpty();
    }
    for (int rounds = 2; rounds < 25; rounds++) {
      assertThat(judge(contest("any", rounds, 0.01, 0.02)).evidence()).isPresent();
    }
  }

  @Test
  void shouldCallItInvalidWhenTheControlArmDiffersFromItself() {
    Contest plain = contest("aio", 12, 0.2, 0.002);
    double[] again = shifted(plain.reference(), 0.05, 0.002);
    Comparison judged = judge(with(plain, Optional.of(control(plain.reference(), again))));

    assertThat(judged.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(judged.reasons()).singleElement().asString().contains("control arm p = 0.0000");
    assertThat(evidence(judged).holmP()).isEqualTo(1);
  }

  @Test
  void shouldAdjustTheControlArmsForAllConditionsOfARun() {
    LogRatio suspicious = new LogRatio(12, 0.01, 0.01 / 3.8, 11);
    LogRatio quiet = new LogRatio(12, 0.001, 0.01, 11);

    assertThat(ControlArm.alone(suspicious).rejects()).isTrue();
    assertThat(ControlArm.ofRun(List.of(quiet, suspicious, quiet, quiet)))
        .noneMatch(ControlArm::rejects)
        .extracting(ControlArm::estimate)
        .containsExactly(quiet, suspicious, quiet, quiet);
  }

  @Test
  void shouldNeverRaiseTheMarginHoweverNoisyTheControlArmIs() {
    Contest plain = contest("aio", 12, 0.06, 0.002);
    ControlArm noisy = control(plain.reference(), shifted(plain.reference(), 0.01, 0.04));
    Comparison judged = judge(with(plain, Optional.of(noisy)));

    assertThat(noisy.bound()).isGreaterThan(0.06);
    assertThat(judged.margin()).isEqualTo(0.03);
    assertThat(judged.verdict()).isEqualTo(Verdict.FASTER);
  }

  @Test
  void shouldAnswerAPrimaryQuestionWithoutRegardToTheCells() {
    Contest close = contest("close", 12, 0.05, 0.009);
    List<Contest> cells = Collections.nCopies(16, close);
    VerdictFamily.Judged judged =
        VerdictFamily.judge(List.of(close), 1, cells, VerdictSettings.of(16, 0.03, 7));

    assertThat(judged.primary())
        .singleElement()
        .satisfies(
            primary -> {
              assertThat(primary.verdict()).isEqualTo(Verdict.FASTER);
              assertThat(evidence(primary).adjustedInterval())
                  .isEqualTo(evidence(primary).interval());
              assertThat(evidence(primary).holmP()).isEqualTo(evidence(primary).pValue());
            });
    assertThat(judged.cells())
        .extracting(Comparison::verdict)
        .containsOnly(Verdict.FASTER_SIZE_UNCERTAIN);
  }

  @Test
  void shouldAdjustPrimaryQuestionsForAllThatTheRunDeclared() {
    Contest close = contest("close", 12, 0.05, 0.009);
    Contest none = contest("none", 12, 0, 0.009);
    List<Comparison> judged =
        VerdictFamily.judge(List.of(none, close), 4, List.of(), VerdictSettings.of(16, 0.03, 7))
            .primary();

    assertThat(evidence(judged.get(1)).holmP()).isEqualTo(4 * evidence(judged.get(1)).pValue());
    assertThat(evidence(judged.get(1)).adjustedInterval())
        .isEqualTo(evidence(judged.get(1)).estimate().interval(1 - 0.05 / 4));
    assertThat(judged.get(0).verdict()).isIn(Verdict.EQUIVALENT, Verdict.INCONCLUSIVE);
  }

  @Test
  void shouldGoByTheBlocksOfTheCellWithTheFewest() {
    Contest twelve = contest("all cells", 12, 0.2, 0.002);
    Contest five =
        new Contest(
            twelve.name(),
            twelve.pairing(),
            twelve.direction(),
            twelve.reference(),
            twelve.candidate(),
            List.of(),
            5,
            twelve.control(),
            twelve.objections());

    assertThat(judge(five).verdict()).isEqualTo(Verdict.TOO_FEW_ROUNDS);
    assertThat(evidence(judge(five)).estimate().count()).isEqualTo(5);
    assertThat(evidence(judge(five)).estimate().degreesOfFreedom()).isEqualTo(11);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Contest(
                    "more",
                    Pairing.PAIRED,
                    Direction.HIGHER_IS_BETTER,
                    new double[] {1},
                    new double[] {1},
                    List.of(),
                    2,
                    Optional.empty(),
                    List.of()));
  }

  @Test
  void shouldSayWithinWhatAnOpenDifferenceIsShownToLie() {
    Evidence wide = evidence(judge(contest("wide", 12, 0.01, 0.03)));
    Interval ninety = wide.equivalenceInterval();

    assertThat(wide.shownWithin())
        .isCloseTo(Math.max(ninety.upper(), 1 / ninety.lower()) - 1, within(1e-12));
  }

  @Test
  void shouldNeverCallTheControlArmFasterThanItself() {
    for (long seed = 1; seed <= 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] first = random.doubles(12, 90, 110).toArray();
      double[] again = random.doubles(12, 95, 115).toArray();
      Contest contest =
          new Contest(
              "control",
              Pairing.PAIRED,
              Direction.HIGHER_IS_BETTER,
              first,
              again,
              Optional.of(control(first, again)),
              List.of());
      assertThat(judge(contest).verdict())
          .as("seed %d", seed)
          .isNotIn(Verdict.FASTER, Verdict.SLOWER);
    }
  }

  @Test
  void shouldCallItInvalidWhenTheRatioDriftsOrAGateObjects() {
    double[] reference = new double[12];
    double[] candidate = new double[12];
    for (int i = 0; i < 12; i++) {
      reference[i] = 100;
      candidate[i] = 100 + i;
    }
    Contest drifting =
        new Contest(
            "drift",
            Pairing.PAIRED,
            Direction.HIGHER_IS_BETTER,
            reference,
            candidate,
            Optional.empty(),
            List.of());
    assertThat(judge(drifting).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(judge(drifting).reasons()).singleElement().asString().contains("drifts");

    Contest plain = contest("aio", 12, 0.2, 0.002);
    Contest gated =
        new Contest(
            plain.name(),
            plain.pairing(),
            plain.direction(),
            plain.reference(),
            plain.candidate(),
            plain.control(),
            List.of("short transfers in 3 trials"));
    assertThat(judge(gated).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(judge(gated).reasons()).containsExactly("short transfers in 3 trials");
  }

  @Test
  void shouldBearADriftThatBothArmsShare() {
    double[] reference = new double[12];
    double[] candidate = new double[12];
    for (int i = 0; i < 12; i++) {
      reference[i] = 100 * (1 + 0.1 * i);
      candidate[i] = reference[i] * Math.exp(0.2 + 0.002 * WOBBLE[i]);
    }
    Contest contest =
        new Contest(
            "shared",
            Pairing.PAIRED,
            Direction.HIGHER_IS_BETTER,
            reference,
            candidate,
            Optional.empty(),
            List.of());

    assertThat(judge(contest).verdict()).isEqualTo(Verdict.FASTER);
  }

  @Test
  void shouldFlagAVerdictThatHangsOnTheMethod() {
    // One wild round: the mean is not clear of zero, the signs are.
    double[] reference = {100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100};
    double[] candidate = {101, 102, 101.5, 103, 100.5, 102.5, 101, 190, 102, 101, 103, 101.7};
    Contest contest =
        new Contest(
            "wild",
            Pairing.PAIRED,
            Direction.HIGHER_IS_BETTER,
            reference,
            candidate,
            Optional.empty(),
            List.of());
    Comparison judged = judge(contest);

    assertThat(judged.methodSensitive()).isTrue();
    assertThat(evidence(judged).companions().disagreeing()).contains(Companion.SIGN_FLIP);
    assertThat(evidence(judged).outliers().get(7)).isEqualTo(OutlierClass.HIGH_SEVERE);
    assertThat(evidence(judged).withoutSevere().orElseThrow().count()).isEqualTo(11);
    assertThat(evidence(judged).estimate().count()).isEqualTo(12);
  }

  @Test
  void shouldCompareTwoRunsThatShareNoRounds() {
    double[] before = shifted(new double[] {100, 100, 100, 100, 100, 100, 100, 100}, 0, 0.002);
    double[] after = shifted(new double[] {80, 80, 80, 80, 80, 80, 80, 80, 80}, 0, 0.002);
    Contest contest =
        new Contest(
            "kernel",
            Pairing.UNPAIRED,
            Direction.LOWER_IS_BETTER,
            before,
            after,
            Optional.empty(),
            List.of());
    Comparison judged = judge(contest);

    assertThat(judged.verdict()).isEqualTo(Verdict.FASTER);
    assertThat(judged.word()).isEqualTo("LESS CPU");
    assertThat(evidence(judged).ratio()).isCloseTo(0.8, within(0.002));
    assertThat(evidence(judged).companions().hodgesLehmann()).isCloseTo(0.8, within(0.005));
    assertThat(evidence(judged).trend()).isEmpty();
    assertThat(judged.methodSensitive()).isFalse();
  }

  @Test
  void shouldBearFiguresAtTheEdgeOfWhatADoubleHolds() {
    double[] tiny = {1e-300, 2e-300, 1e-300, 2e-300, 1e-300, 2e-300};
    double[] huge = {2e300, 1e300, 1e300, 2e300, 1e300, 1e300};
    for (Pairing pairing : Pairing.values()) {
      Contest contest =
          new Contest(
              "edge",
              pairing,
              Direction.HIGHER_IS_BETTER,
              tiny,
              huge,
              Optional.of(control(new double[] {1e-300, 1e300}, new double[] {1e300, 1e-300})),
              List.of());
      Comparison judged = judge(contest);

      assertThat(evidence(judged).estimate().meanLog()).isBetween(1380.0, 1383.0);
      assertThat(judged.contest().control().orElseThrow().bound()).isEqualTo(Double.MAX_VALUE);
      assertThat(evidence(judged).shownWithin()).isEqualTo(Double.MAX_VALUE);
    }
  }

  @Test
  void shouldFindNothingBetweenArmsThatAreTheSame() {
    double[] same = {100, 103.3, 98.7, 101.1, 99.9, 102.2, 100.4, 97.3, 101.9, 100.8};
    for (Pairing pairing : Pairing.values()) {
      Comparison judged =
          judge(
              new Contest(
                  "same",
                  pairing,
                  Direction.HIGHER_IS_BETTER,
                  same,
                  same,
                  Optional.empty(),
                  List.of()));

      assertThat(judged.verdict()).isEqualTo(Verdict.EQUIVALENT);
      assertThat(judged.methodSensitive()).isFalse();
      assertThat(evidence(judged).pValue()).isEqualTo(1);
    }
  }

  @Test
  void shouldGiveTheSameAnswerForTheSameSeed() {
    Contest contest = contest("aio", 24, 0.01, 0.01);

    assertThat(evidence(judge(contest)).companions().bca())
        .isEqualTo(evidence(judge(contest)).companions().bca());
  }

  @Test
  void shouldRefuseAFamilyLargerThanDeclared() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                VerdictFamily.judge(
                    List.of(contest("a", 6, 0, 1), contest("b", 6, 0, 1)),
                    VerdictSettings.of(1, 0.03, 1)))
        .withMessage("a family can't be smaller than its tests: declared=1 tests=2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VerdictSettings.of(1, 0, 1))
        .withMessage("margin must be above zero: margin=0.0");
  }

  private static Comparison judge(Contest contest) {
    return VerdictFamily.judge(List.of(contest), VerdictSettings.of(1, 0.03, 7)).get(0);
  }

  private static ControlArm control(double[] first, double[] again) {
    return ControlArm.alone(LogRatio.paired(first, again));
  }

  private static Evidence evidence(Comparison comparison) {
    return comparison.evidence().orElseThrow();
  }

  private static Contest contest(String name, int rounds, double effect, double noise) {
    double[] reference = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      reference[i] = 100 + 7 * (i % 3);
    }
    return new Contest(
        name,
        Pairing.PAIRED,
        Direction.HIGHER_IS_BETTER,
        reference,
        shifted(reference, effect, noise),
        Optional.empty(),
        List.of());
  }

  private static Contest with(Contest contest, Optional<ControlArm> control) {
    return new Contest(
        contest.name(),
        contest.pairing(),
        contest.direction(),
        contest.reference(),
        contest.candidate(),
        control,
        contest.objections());
  }

  private static double[] shifted(double[] values, double effect, double noise) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i] * Math.exp(effect + noise * WOBBLE[i % WOBBLE.length]);
    }
    return result;
  }
}
