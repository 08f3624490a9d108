package io.aiorevisited.analysis.stats.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.stats.PublishedData;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignFlipTestTest {

  @Test
  void shouldCountThePatternsOfSleep() {
    double[] d = PublishedData.difference(PublishedData.SLEEP_1, PublishedData.SLEEP_2);

    assertThat(SignFlipTest.pValue(d, 1)).isEqualTo(4.0 / 1024);
  }

  @Test
  void shouldCountFishersReadingOfDarwinsMaize() {
    // Fisher 1935, section 21: of 2^15 patterns 863 reach the sum of 314 on one side.
    assertThat(SignFlipTest.pValue(PublishedData.DARWIN, 1)).isEqualTo(2 * 863.0 / 32768);
  }

  @Test
  void shouldReachNoLessThanTwoPatternsInAll() {
    assertThat(SignFlipTest.pValue(new double[] {1, 2, 3, 4, 5}, 1)).isEqualTo(2.0 / 32);
    assertThat(SignFlipTest.pValue(new double[] {-1, -2, -3, -4, -5, -6}, 1)).isEqualTo(2.0 / 64);
    assertThat(SignFlipTest.pValue(new double[] {7}, 1)).isEqualTo(1);
    assertThat(SignFlipTest.pValue(new double[] {0, 0, 0}, 1)).isEqualTo(1);
  }

  @Test
  void shouldTakeSumsThatDifferByRoundingAsTied() {
    // 0.1 + 0.2 - 0.3 is 5.6e-17 and not 0 in binary; every pattern reaches a sum of zero.
    assertThat(SignFlipTest.pValue(new double[] {0.1, 0.2, -0.3}, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldNotDependOnOrderScaleOrSide(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] d = random.doubles(12, -1, 2).toArray();
    double p = SignFlipTest.pValue(d, 1);

    double[] turned = Arrays.stream(d).map(x -> -1000 * x).toArray();
    for (int i = 0; i < 6; i++) {
      double swap = turned[i];
      turned[i] = turned[11 - i];
      turned[11 - i] = swap;
    }
    assertThat(SignFlipTest.pValue(turned, 2)).as("seed %d", seed).isEqualTo(p);
  }

  @Test
  void shouldDrawPatternsAboveTheLimitAndNeverReachZero() {
    double[] same = new double[21];
    Arrays.fill(same, 1);
    assertThat(SignFlipTest.pValue(same, 5)).isEqualTo(1.0 / 20_000);

    // Twenty-one values of which one is 0 have exactly the p of the other twenty.
    double[] exact = new SplittableRandom(9).doubles(20, -1, 1.8).toArray();
    double[] sampled = Arrays.copyOf(exact, 21);
    double p = SignFlipTest.pValue(exact, 1);
    assertThat(SignFlipTest.pValue(sampled, 1))
        .isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / 19_999)));
    assertThat(SignFlipTest.pValue(sampled, 1)).isEqualTo(SignFlipTest.pValue(sampled, 1));
  }

  @Test
  void shouldRefuseAnEmptySample() {
    assertThatIllegalArgumentException().isThrownBy(() -> SignFlipTest.pValue(new double[0], 1));
  }
}
