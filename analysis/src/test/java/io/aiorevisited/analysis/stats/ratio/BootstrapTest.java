package io.aiorevisited.analysis.stats.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.PublishedData;
import java.util.Random;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  @Test
  void shouldGiveTheIntervalOfTheSpatialTest() {
    BcaBootstrap bca =
        BcaBootstrap.of(PublishedData.SPATIAL_A, StatUtils::populationVariance, 50_000, 1);

    assertThat(bca.estimate()).isCloseTo(171.534, within(5e-4));
    assertThat(bca.acceleration()).isCloseTo(.06124, within(5e-6));
    // Published from 2,000 replicates, of which a bias has a standard error of 0.028.
    assertThat(bca.bias()).isCloseTo(.146, within(.06));
    assertThat(bca.interval(0.90).lower()).isCloseTo(115.8, within(2.0));
    assertThat(bca.interval(0.90).upper()).isCloseTo(259.6, within(2.0));
  }

  @Test
  void shouldShiftTheQuantilesAsPublished() {
    assertThat(BcaBootstrap.level(.146, .061, .05)).isCloseTo(.110, within(1e-3));
    assertThat(BcaBootstrap.level(.146, .061, .95)).isCloseTo(.985, within(1e-3));
    assertThat(BcaBootstrap.level(0, 0, .025)).isCloseTo(.025, within(1e-12));
    // Beyond the pole of the correction.
    assertThat(BcaBootstrap.level(2, 0.5, .975)).isEqualTo(1);
    assertThat(BcaBootstrap.level(-2, -0.5, .025)).isEqualTo(0);
  }

  @Test
  void shouldCoverTheMeanAboutAsOftenAsItSays() {
    Random random = new Random(4711);
    int covered = 0;
    for (int i = 0; i < 500; i++) {
      double[] sample = random.doubles(20).map(u -> -Math.log1p(-u)).toArray();
      if (BcaBootstrap.of(sample, StatUtils::mean, 500, i).interval(0.90).contains(1)) {
        covered++;
      }
    }
    assertThat(covered / 500.0).as("seed 4711").isBetween(0.82, 0.93);
  }

  @Test
  void shouldBearEqualValuesAndRepeatWithTheSeed() {
    double[] equal = {2, 2, 2, 2};
    assertThat(BcaBootstrap.of(equal, StatUtils::mean, 200, 1).interval(0.95))
        .isEqualTo(new Interval(2, 2, 0.95));
    double[] x = PublishedData.SPATIAL_A;
    assertThat(BcaBootstrap.of(x, StatUtils::mean, 500, 3).interval(0.95))
        .isEqualTo(BcaBootstrap.of(x, StatUtils::mean, 500, 3).interval(0.95))
        .isNotEqualTo(BcaBootstrap.of(x, StatUtils::mean, 500, 4).interval(0.95));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BcaBootstrap.of(x, StatUtils::mean, 99, 3))
        .withMessage("a bootstrap needs at least 100 resamples: resamples=99");
  }
}
