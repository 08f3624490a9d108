package io.aiorevisited.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

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

  @Test
  void shouldDrawLevelByLevelAsTheAuthorsDo() {
    NestedSample sample =
        NestedSample.of(new double[][] {{2.5, 3.1, 2.7}, {5.1, 1.1, 2.3}, {4.7, 5.5, 7.1}});
    int[] draws = {0, 2, 2, 0, 1, 1, 1, 2, 0, 0, 2, 1};
    int[] next = {0};

    double mean = HierarchicalBootstrap.resampledMean(sample, bound -> draws[next[0]++]);

    assertThat(mean).isCloseTo(4.811111, within(5e-7));
    assertThat(next[0]).isEqualTo(draws.length);
  }

  @Test
  void shouldSliceTheReplicatesAsTheAuthorsDo() {
    assertThat(HierarchicalBootstrap.sliceStart(1000, 0.95)).isEqualTo(25);
    assertThat(HierarchicalBootstrap.sliceEnd(1000, 0.95)).isEqualTo(975);
    assertThat(HierarchicalBootstrap.sliceStart(11, 0.8)).isEqualTo(1);
    assertThat(HierarchicalBootstrap.sliceEnd(11, 0.8)).isEqualTo(10);
  }

  @Test
  void shouldWidenWhereTheTopLevelVaries() {
    Random random = new Random(5);
    double[][] groups = new double[20][5];
    for (double[] group : groups) {
      double trial = random.nextGaussian();
      for (int i = 0; i < group.length; i++) {
        group[i] = 10 + trial + 0.1 * random.nextGaussian();
      }
    }
    NestedSample sample = NestedSample.of(groups);
    HierarchicalBootstrap bootstrap = HierarchicalBootstrap.of(sample, 2_000, 0.95, 1);
    VarianceComponents split = VarianceComponents.of(sample);

    assertThat(bootstrap.median()).isCloseTo(split.mean(), within(0.1));
    assertThat(bootstrap.interval().halfWidth() / split.meanInterval(0.95).halfWidth())
        .as("seed 5")
        .isBetween(0.75, 1.15);
  }
}
