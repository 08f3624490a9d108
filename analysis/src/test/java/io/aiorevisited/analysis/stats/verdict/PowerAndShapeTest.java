package io.aiorevisited.analysis.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.stats.Quantile;
import io.aiorevisited.analysis.stats.StudentT;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.spread.OutlierClass;
import io.aiorevisited.analysis.stats.spread.Outliers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerAndShapeTest {

  /** R: power.t.test(n = m, sd = 1, power = 0.8, type = "paired", strict = TRUE). */
  @ParameterizedTest
  @CsvSource({
    "6, 1.43, 1.4345447820",
    "10, 1.00, 0.9960013714",
    "12, .89, 0.8886542653",
    "20, .66, 0.6604416546",
    "30, .53, 0.5292356151",
  })
  void shouldGiveTheTableOfDetectableEffects(int rounds, double table, double exact) {
    double effect = DetectableDifference.inStandardDeviations(rounds, 0.05, 0.8);

    assertThat(effect).isCloseTo(table, within(0.005)).isCloseTo(exact, within(1e-7));
    assertThat(RoundsNeeded.forPower(effect * 1.000001, 1, 0.05, 0.8)).isEqualTo(rounds);
    assertThat(RoundsNeeded.forPower(effect * 0.999999, 1, 0.05, 0.8)).isEqualTo(rounds + 1);
  }

  /** scipy.stats.nct, both tails. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 0.18613206160658757",
    "2, 1, 0.09520175549788396",
    "2.5, 4, 0.6775943136629049",
    "9, 3.1, 0.7875612675006031",
    "100, 2.8, 0.7919067373470474",
  })
  void shouldGiveThePowerOfATTest(double df, double noncentrality, double power) {
    assertThat(NoncentralT.power(noncentrality, df, StudentT.critical(0.95, df)))
        .isCloseTo(power, within(1e-7));
    assertThat(NoncentralT.power(0, df, StudentT.critical(0.95, df))).isCloseTo(0.05, within(1e-7));
  }

  @Test
  void shouldFindTheDetectableEffectAtAnyLevelAndFreedom() {
    double last = Double.POSITIVE_INFINITY;
    for (double df : new double[] {1, 1.5, 2, 5, 50, 5_000}) {
      double effect = DetectableDifference.inStandardErrors(df, 0.05 / 200, 0.8);
      assertThat(NoncentralT.power(effect, df, StudentT.critical(1 - 0.05 / 200, df)))
          .isCloseTo(0.8, within(1e-6));
      assertThat(effect).isLessThan(last);
      last = effect;
    }
  }

  @Test
  void shouldEstimateTheRoundsForAWidth() {
    assertThat(RoundsNeeded.forHalfWidth(12, 0.06, 0.03)).isEqualTo(48);
    assertThat(RoundsNeeded.forHalfWidth(12, 0.03, 0.03)).isEqualTo(12);
    assertThat(RoundsNeeded.forHalfWidth(12, 0, 0.03)).isEqualTo(2);
    assertThat(RoundsNeeded.forHalfWidth(2, 1e9, 0.03)).isEqualTo(1_000_000);
    assertThat(RoundsNeeded.forPower(1e-9, 1, 0.05, 0.8)).isEqualTo(1_000_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RoundsNeeded.forHalfWidth(1, 1, 1))
        .withMessage("a half width needs 2 rounds and is not negative: rounds=1 halfWidth=1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DetectableDifference.inStandardErrors(9, 0.05, 0.05))
        .withMessage("power must be above alpha: power=0.05 alpha=0.05");
  }

  @Test
  void shouldStopOnWidthAtItsLooks() {
    WidthStop stop = WidthStop.STANDARD;
    assertThat(stop.isLook(9)).isFalse();
    assertThat(stop.isLook(10)).isTrue();
    assertThat(stop.isLook(12)).isFalse();
    assertThat(stop.isLook(25)).isTrue();
    // A large effect does not stop a run; a narrow interval does.
    double wide = WidthStop.targetHalfWidthLog(0.03) / 2.262 * 1.01;
    double narrow = WidthStop.targetHalfWidthLog(0.03) / 2.262 * 0.99;
    assertThat(WidthStop.isNarrow(new LogRatio(10, 5, wide, 9), 0.03)).isFalse();
    assertThat(WidthStop.isNarrow(new LogRatio(10, 0, narrow, 9), 0.03)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WidthStop(1, 5))
        .withMessage("looks need firstLook >= 2 and every >= 1: firstLook=1 every=5");
  }

  @Test
  void shouldTakeQuantilesOfTypeSeven() {
    double[] x = {10, 1, 4, 2, 3};
    assertThat(Quantile.of(x, 0)).isEqualTo(1);
    assertThat(Quantile.of(x, 0.1)).isCloseTo(1.4, within(1e-12));
    assertThat(Quantile.of(x, 0.25)).isEqualTo(2);
    assertThat(Quantile.median(x)).isEqualTo(3);
    assertThat(Quantile.of(x, 0.9)).isCloseTo(7.6, within(1e-12));
    assertThat(Quantile.of(x, 1)).isEqualTo(10);
    assertThatIllegalArgumentException().isThrownBy(() -> Quantile.of(x, 1.5));
    assertThatIllegalArgumentException().isThrownBy(() -> Quantile.of(x, Double.NaN));
  }

  @Test
  void shouldClassifyAndKeepOutliers() {
    double[] x = {10, 11, 9, 10, 12, 10, 11, 13.5, 40, -30};
    // Quartiles 10 and 11.75: fences at 7.375, 14.375 and 4.75, 17.
    assertThat(Outliers.tukey(x))
        .containsExactly(
            OutlierClass.NONE,
            OutlierClass.NONE,
            OutlierClass.NONE,
            OutlierClass.NONE,
            OutlierClass.NONE,
            OutlierClass.NONE,
            OutlierClass.NONE,
            OutlierClass.NONE,
            OutlierClass.HIGH_SEVERE,
            OutlierClass.LOW_SEVERE);
    assertThat(Outliers.tukey(new double[] {1, 2, 3, 4, 5, 9}).get(5))
        .isEqualTo(OutlierClass.HIGH_MILD);
    assertThat(Outliers.tukey(new double[] {-9, -5, -4, -3, -2, -1}).get(0))
        .isEqualTo(OutlierClass.LOW_MILD);
    // Median 3, MAD 1.5: mild from 3.5 · 2.2239 away, severe from 10 · 2.2239.
    double[] y = {1, 2, 3, 4, 5, 12, 30, 3};
    assertThat(Outliers.mad(new double[] {1, 2, 3, 4, 5, 11}).get(5)).isEqualTo(OutlierClass.NONE);
    assertThat(Outliers.mad(new double[] {1, 2, 3, 4, 5, 12}).get(5))
        .isEqualTo(OutlierClass.HIGH_MILD);
    assertThat(Outliers.mad(y).get(6)).isEqualTo(OutlierClass.HIGH_SEVERE);
    assertThat(Outliers.mad(new double[] {5, 5, 5, 5.1}).get(3))
        .isEqualTo(OutlierClass.HIGH_SEVERE);
  }
}
