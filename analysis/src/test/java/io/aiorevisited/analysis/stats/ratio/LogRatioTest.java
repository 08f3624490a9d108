package io.aiorevisited.analysis.stats.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.PublishedData;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.inference.TTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRatioTest {

  /** Sleep as exponents: the logarithms of the ratios are then Student's own differences. */
  private static final double[] REFERENCE =
      Arrays.stream(PublishedData.SLEEP_2).map(Math::exp).toArray();

  private static final double[] CANDIDATE =
      Arrays.stream(PublishedData.SLEEP_1).map(Math::exp).toArray();

  @Test
  void shouldGiveThePairedTestOfSleep() {
    LogRatio paired = LogRatio.paired(REFERENCE, CANDIDATE);

    assertThat(paired.count()).isEqualTo(10);
    assertThat(paired.degreesOfFreedom()).isEqualTo(9);
    assertThat(paired.t()).isCloseTo(-4.0621, within(5e-5));
    assertThat(paired.pValue()).isCloseTo(0.00283289, within(5e-9));
    // R: t.test(extra ~ group, paired = TRUE) -> -2.4598858 to -0.7001142
    assertThat(paired.logInterval(0.95).lower()).isCloseTo(-2.4598858, within(5e-8));
    assertThat(paired.logInterval(0.95).upper()).isCloseTo(-0.7001142, within(5e-8));
    assertThat(paired.ratio()).isCloseTo(Math.exp(-1.58), within(1e-12));
    assertThat(paired.interval(0.95).upper()).isCloseTo(Math.exp(-0.7001142), within(5e-8));
  }

  @Test
  void shouldGiveWelchsTestOfSleepWhenUnpaired() {
    LogRatio unpaired = LogRatio.unpaired(REFERENCE, CANDIDATE);

    assertThat(unpaired.t()).isCloseTo(-1.8608, within(5e-5));
    assertThat(unpaired.degreesOfFreedom()).isCloseTo(17.776, within(5e-4));
    assertThat(unpaired.pValue()).isCloseTo(.07939414, within(5e-9));
    assertThat(unpaired.logInterval(0.95).lower()).isCloseTo(-3.365483, within(5e-7));
    assertThat(unpaired.logInterval(0.95).upper()).isCloseTo(.2054832, within(5e-8));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldAgreeWithCommonsMath(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] a = random.doubles(9, 1, 2).toArray();
    double[] b = random.doubles(9, 1, 2).toArray();
    double[] logA = Arrays.stream(a).map(Math::log).toArray();
    double[] logB = Arrays.stream(b).map(Math::log).toArray();

    assertThat(LogRatio.paired(a, b).pValue())
        .as("seed %d", seed)
        .isCloseTo(new TTest().pairedTTest(logA, logB), within(1e-12));
    assertThat(LogRatio.unpaired(a, b).pValue())
        .as("seed %d", seed)
        .isCloseTo(new TTest().tTest(logA, logB), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void shouldTurnIntoItsReciprocalWhenTheArmsAreSwapped(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] a = random.doubles(7, 1, 2).toArray();
    double[] b = random.doubles(7, 1, 2).toArray();
    LogRatio forward = LogRatio.paired(a, b);
    LogRatio back = LogRatio.paired(b, a);

    assertThat(forward.ratio() * back.ratio()).as("seed %d", seed).isCloseTo(1, within(1e-12));
    assertThat(forward.interval(.99).lower() * back.interval(.99).upper())
        .as("seed %d", seed)
        .isCloseTo(1, within(1e-12));
    assertThat(forward.pValue()).as("seed %d", seed).isCloseTo(back.pValue(), within(1e-12));
  }

  @Test
  void shouldCallIdenticalRoundsEqual() {
    double[] x = {3, 4, 5};

    LogRatio same = LogRatio.paired(x, x);

    assertThat(same.pValue()).isEqualTo(1);
    assertThat(same.interval(0.95)).isEqualTo(new Interval(1, 1, 0.95));
    assertThat(same.equivalence(0.03).pValue()).isZero();
    assertThat(LogRatio.unpaired(new double[] {2, 2}, new double[] {3, 3}).pValue()).isZero();
  }

  @Test
  void shouldRefuseWhatHasNoRatio() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogRatio.paired(new double[] {1, 2}, new double[] {1}))
        .withMessage("paired samples must have one length: first=2 second=1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogRatio.paired(new double[] {1, 2}, new double[] {1, -2}))
        .withMessage("a ratio needs values above zero: values[1]=-2.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogRatio.paired(new double[] {1}, new double[] {1}))
        .withMessage("a sample needs at least 2 values: length=1");
  }

  @Test
  void shouldTestEquivalenceOfSleepAsCommonsStatisticsDoes() {
    WelchTest welch = WelchTest.of(PublishedData.SLEEP_2, PublishedData.SLEEP_1);

    Equivalence tost = welch.equivalence(0.5);

    assertThat(tost.lowerP()).isCloseTo(.8901100, within(5e-8));
    assertThat(tost.upperP()).isCloseTo(.0124513, within(5e-8));
    assertThat(tost.pValue()).isEqualTo(tost.lowerP());
    assertThat(welch.interval(0.95).lower()).isCloseTo(-3.365483, within(5e-7));
    // The library's one-sided tests with a shifted mean are an oracle of their own.
    var upper =
        org.apache.commons.statistics.inference.TTest.withDefaults()
            .with(org.apache.commons.statistics.inference.DataDispersion.HETEROSCEDASTIC)
            .with(org.apache.commons.statistics.inference.AlternativeHypothesis.LESS_THAN)
            .withMu(0.5)
            .test(PublishedData.SLEEP_1, PublishedData.SLEEP_2);
    assertThat(tost.upperP()).isCloseTo(upper.getPValue(), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26})
  void shouldBeEquivalentExactlyWhenThe90PercentIntervalIsInside(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] a = random.doubles(8, 1, 1.06).toArray();
    double[] b = random.doubles(8, 1, 1.06).toArray();
    LogRatio ratio = LogRatio.paired(a, b);
    double edge = Math.log1p(0.02);

    assertThat(ratio.equivalence(0.02).pValue() < 0.05)
        .as("seed %d", seed)
        .isEqualTo(ratio.logInterval(0.90).isStrictlyWithin(-edge, edge));
  }
}
