package io.aiorevisited.analysis.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.stats.ratio.LogRatio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictRuleTest {

  private static final VerdictSettings ALONE = VerdictSettings.of(1, 0.03, 1);

  /** With 11 degrees of freedom the 95 % interval is ± 2.201 and the 90 % one ± 1.796 errors. */
  @ParameterizedTest
  @CsvSource({
    // percent, standard error in percent, expected
    "10, 1.0, FASTER",
    "-10, 1.0, SLOWER",
    "5, 1.0, FASTER_SIZE_UNCERTAIN",
    "-5, 1.0, SLOWER_SIZE_UNCERTAIN",
    "1, 0.2, REAL_BUT_NEGLIGIBLE",
    "-1, 0.2, REAL_BUT_NEGLIGIBLE",
    "0.1, 0.2, EQUIVALENT",
    "0, 1.0, EQUIVALENT",
    "1, 3.0, INCONCLUSIVE",
    "0, 1.7, INCONCLUSIVE",
  })
  void shouldFollowTheTable(double percent, double errorPercent, Verdict expected) {
    LogRatio estimate = new LogRatio(12, percent / 100, errorPercent / 100, 11);

    assertThat(decide(estimate, Direction.HIGHER_IS_BETTER, ALONE)).isEqualTo(expected);
  }

  @Test
  void shouldTurnFasterRoundForACost() {
    LogRatio more = new LogRatio(12, 0.1, 0.01, 11);

    assertThat(decide(more, Direction.LOWER_IS_BETTER, ALONE)).isEqualTo(Verdict.SLOWER);
    assertThat(Verdict.SLOWER.word(Direction.LOWER_IS_BETTER)).isEqualTo("MORE CPU");
    LogRatio less = new LogRatio(12, -0.1, 0.01, 11);
    assertThat(decide(less, Direction.LOWER_IS_BETTER, ALONE)).isEqualTo(Verdict.FASTER);
    assertThat(Verdict.FASTER.word(Direction.LOWER_IS_BETTER)).isEqualTo("LESS CPU");
    LogRatio some = new LogRatio(12, 0.05, 0.01, 11);
    assertThat(decide(some, Direction.LOWER_IS_BETTER, ALONE).word(Direction.LOWER_IS_BETTER))
        .isEqualTo("MORE CPU, SIZE UNCERTAIN");
    assertThat(decide(some, Direction.HIGHER_IS_BETTER, ALONE).word())
        .isEqualTo("FASTER, SIZE UNCERTAIN");
    assertThat(Verdict.EQUIVALENT.word(Direction.LOWER_IS_BETTER)).isEqualTo("EQUIVALENT");
  }

  @Test
  void shouldNotGoByAnIntervalAlone() {
    LogRatio estimate = new LogRatio(12, 0.1, 0.01, 11);

    assertThat(VerdictRule.decide(false, Direction.HIGHER_IS_BETTER, estimate, 0.05, 0.03, ALONE))
        .as("the arms could well have changed places")
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(VerdictRule.decide(false, Direction.HIGHER_IS_BETTER, estimate, 0.04, 0.03, ALONE))
        .isEqualTo(Verdict.FASTER);
  }

  @Test
  void shouldAskForSixRounds() {
    assertThat(decide(new LogRatio(5, 0.5, 0.001, 4), Direction.HIGHER_IS_BETTER, ALONE))
        .isEqualTo(Verdict.TOO_FEW_ROUNDS);
    assertThat(decide(new LogRatio(6, 0.5, 0.001, 5), Direction.HIGHER_IS_BETTER, ALONE))
        .isEqualTo(Verdict.FASTER);
  }

  @Test
  void shouldAskForValidityFirst() {
    LogRatio estimate = new LogRatio(3, 0.5, 0.001, 2);

    assertThat(VerdictRule.decide(true, Direction.HIGHER_IS_BETTER, estimate, 0, 0.03, ALONE))
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  void shouldWidenTheIntervalForAFamily() {
    LogRatio estimate = new LogRatio(12, 0.055, 0.01, 11);

    assertThat(decide(estimate, Direction.HIGHER_IS_BETTER, ALONE)).isEqualTo(Verdict.FASTER);
    assertThat(decide(estimate, Direction.HIGHER_IS_BETTER, VerdictSettings.of(20, 0.03, 1)))
        .isEqualTo(Verdict.FASTER_SIZE_UNCERTAIN);
  }

  @Test
  void shouldTakeTheAdjustedPAndNotItsOwn() {
    LogRatio estimate = new LogRatio(12, 0.01, 0.004, 11);

    assertThat(VerdictRule.decide(false, Direction.HIGHER_IS_BETTER, estimate, 0.03, 0.03, ALONE))
        .isEqualTo(Verdict.REAL_BUT_NEGLIGIBLE);
    assertThat(VerdictRule.decide(false, Direction.HIGHER_IS_BETTER, estimate, 0.30, 0.03, ALONE))
        .isEqualTo(Verdict.EQUIVALENT);
  }

  private static Verdict decide(LogRatio estimate, Direction direction, VerdictSettings settings) {
    double holmP = Math.min(1, settings.familySize() * estimate.pValue());
    return VerdictRule.decide(false, direction, estimate, holmP, settings.margin(), settings);
  }
}
