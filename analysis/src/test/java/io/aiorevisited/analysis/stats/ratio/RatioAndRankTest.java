package io.aiorevisited.analysis.stats.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.PublishedData;
import io.aiorevisited.analysis.stats.Quantile;
import io.aiorevisited.analysis.stats.tests.MannWhitney;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatioAndRankTest {

  /** Hollander and Wolfe 1973, p. 29: depression before and after a tranquillizer. */
  private static final double[] DEPRESSION_BEFORE = {
    1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30
  };

  private static final double[] DEPRESSION_AFTER = {
    0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29
  };

  @Test
  void shouldGiveFiellersIntervalOfTheAuthorsVector() {
    double[] numerator = trialMeans(0);
    double[] denominator = trialMeans(1);

    FiellerRatio ratio = FiellerRatio.independent(denominator, numerator, 0.95);

    assertThat(ratio.shape()).isEqualTo(FiellerRatio.Shape.BOUNDED);
    assertThat(ratio.interval().orElseThrow().lower()).isCloseTo(.735894, within(5e-7));
    assertThat(ratio.interval().orElseThrow().upper()).isCloseTo(.765704, within(5e-7));
    assertThat(ratio.excludes(.7358)).isTrue();
    assertThat(ratio.excludes(.7360)).isFalse();
  }

  private static double[] trialMeans(double added) {
    double[][] trials = {{2.9, 3.1, 3.0}, {3.1, 2.6, 3.3}, {3.2, 3.0, 2.9}};
    return Arrays.stream(trials)
        .mapToDouble(t -> Arrays.stream(t).average().orElseThrow() + added)
        .toArray();
  }

  @Test
  void shouldSayWhenTheRatioHasNoBounds() {
    double[] nearZero = {-1, 1, 0.5};
    double[] far = {10, 10.1, 9.9};

    FiellerRatio complement = FiellerRatio.independent(nearZero, far, 0.95);
    assertThat(complement.shape()).isEqualTo(FiellerRatio.Shape.ALL_BUT_AN_INTERVAL);
    assertThat(complement.interval()).isEmpty();
    assertThat(complement.excludes(0)).isTrue();
    assertThat(complement.excludes(1e9)).isFalse();

    FiellerRatio nothing = FiellerRatio.independent(nearZero, new double[] {-2, 2, 0.1}, 0.95);
    assertThat(nothing.shape()).isEqualTo(FiellerRatio.Shape.WHOLE_LINE);
    assertThat(nothing.interval()).isEmpty();
    assertThat(nothing.excludes(0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldExcludeOneExactlyWhenThePairedTestRejects(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = random.doubles(8, 5, 9).toArray();
    double[] y = Arrays.stream(x).map(v -> v * 1.1 + random.nextDouble() - 0.4).toArray();
    LogRatio plain = LogRatio.ofDifferences(PublishedData.difference(y, x));

    // At its own p as level the test just rejects, and the ratio 1 lies on the bound.
    double confidence = 1 - plain.pValue();
    Interval interval = FiellerRatio.paired(x, y, confidence).interval().orElseThrow();
    assertThat(Math.min(Math.abs(interval.lower() - 1), Math.abs(interval.upper() - 1)))
        .as("seed %d", seed)
        .isLessThan(1e-6);
  }

  @Test
  void shouldEstimateLocationAsPublished() {
    // Hollander and Wolfe, example 3.3.
    double[] d = PublishedData.difference(DEPRESSION_AFTER, DEPRESSION_BEFORE);
    assertThat(HodgesLehmann.location(d)).isCloseTo(-0.46, within(1e-12));
    assertThat(
            HodgesLehmann.location(
                PublishedData.difference(PublishedData.SLEEP_1, PublishedData.SLEEP_2)))
        .isCloseTo(-1.3, within(1e-12));
    assertThat(HodgesLehmann.shift(PublishedData.SLEEP_1, PublishedData.SLEEP_2))
        .isCloseTo(1.35, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldFindTheMedianOfAllPairs(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 1 + random.nextInt(15);
    int m = 1 + random.nextInt(15);
    // Rounded to tenths, so that there are ties, and on both sides of zero.
    double[] x = random.doubles(n, -5, 5).map(v -> Math.rint(v * 10) / 10).toArray();
    double[] y = random.doubles(m, -5, 5).map(v -> Math.rint(v * 10) / 10).toArray();
    double[] walsh = new double[n * (n + 1) / 2];
    double[] shifts = new double[n * m];
    for (int i = 0, w = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        walsh[w++] = (x[i] + x[j]) / 2;
      }
      for (int j = 0; j < m; j++) {
        shifts[i * m + j] = y[j] - x[i];
      }
    }
    assertThat(HodgesLehmann.location(x))
        .as("seed %d", seed)
        .isCloseTo(Quantile.median(walsh), within(1e-12));
    assertThat(HodgesLehmann.shift(x, y))
        .as("seed %d", seed)
        .isCloseTo(Quantile.median(shifts), within(1e-12));
  }

  @Test
  void shouldTestRanksExactly() {
    // R: wilcox.test(before, after): W = 58 once the tie of 1.06 and 1.29 is broken, p = 0.1359
    double[] untied = DEPRESSION_AFTER.clone();
    untied[6] = 1.06001;
    untied[8] = 1.291;
    MannWhitney test = MannWhitney.of(DEPRESSION_BEFORE, untied);
    assertThat(test.u()).isEqualTo(58);
    assertThat(test.pValue()).isCloseTo(0.13591114767585355, within(1e-12));
    assertThat(test.exact()).isTrue();
  }

  @Test
  void shouldCountRanksWithTies() {
    MannWhitney test = MannWhitney.of(new double[] {2, 1, 3, 5}, new double[] {1, 1, 1, 1, 1});
    assertThat(test.pValue()).isCloseTo(6.0 / 126, within(1e-12));
    assertThat(test.exact()).isTrue();
    assertThat(MannWhitney.of(PublishedData.SLEEP_1, PublishedData.SLEEP_2).pValue())
        .isCloseTo(0.0658165364047717, within(1e-12));
    // R: wilcox.test(extra ~ group, sleep): W = 25.5, p = 0.06933
    MannWhitney asymptotic = MannWhitney.asymptotic(PublishedData.SLEEP_1, PublishedData.SLEEP_2);
    assertThat(asymptotic.u()).isEqualTo(25.5);
    assertThat(asymptotic.pValue()).isCloseTo(0.06932757543362658, within(1e-12));
    assertThat(asymptotic.exact()).isFalse();
    double[] tied = {1, 1, 1};
    assertThat(MannWhitney.of(tied, tied).pValue()).isEqualTo(1);
    assertThat(MannWhitney.asymptotic(tied, tied).pValue()).isEqualTo(1);
  }

  @Test
  void shouldApproximateRanksOfLargeSamples() {
    double[] first = new SplittableRandom(8).doubles(60, 0, 1).toArray();
    double[] second = new SplittableRandom(9).doubles(20, 1, 2).toArray();

    assertThat(MannWhitney.of(first, second).exact()).isFalse();
    assertThat(MannWhitney.of(first, second).pValue()).isLessThan(1e-9);
  }
}
