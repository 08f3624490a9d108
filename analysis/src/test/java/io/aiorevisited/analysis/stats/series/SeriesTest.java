package io.aiorevisited.analysis.stats.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.stats.MeanEstimate;
import io.aiorevisited.analysis.stats.PublishedData;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class SeriesTest {

  @Test
  void shouldGiveTheCertifiedUnivariateFigures() {
    certify(PublishedData.LEW, -177.435, 277.332168044316);
    certify(PublishedData.MICHELSON, 299.8524, .0790105478190518);
    double[] numAcc4 = new double[1001];
    Arrays.setAll(numAcc4, i -> i == 0 ? 10000000.2 : i % 2 == 1 ? 10000000.1 : 10000000.3);
    certify(numAcc4, 10000000.2, .1);
  }

  private static void certify(double[] values, double mean, double deviation) {
    MeanEstimate estimate = MeanEstimate.of(values, 0.95);
    assertThat(estimate.mean()).isCloseTo(mean, within(Math.abs(mean) * 1e-14));
    assertThat(estimate.standardDeviation()).isCloseTo(deviation, within(deviation * 1e-7));
  }

  @Test
  void shouldFindTheDamInTheNile() {
    double[] nile = PublishedData.NILE;
    int n = nile.length;

    ChangePoints mean = ChangePoints.inMean(nile, 1, ChangePenalty.of(3 * Math.log(n)));
    assertThat(mean.changes()).containsExactly(28);
    assertThat(mean.segments().get(0).mean()).isCloseTo(1097.75, within(1e-9));
    assertThat(mean.segments().get(1).mean()).isCloseTo(849.9722, within(5e-5));
    assertThat(mean.segments().get(1).end()).isEqualTo(100);

    assertThat(ChangePoints.inMeanAndVariance(nile, 1e-11).changes()).containsExactly(28);
    assertThat(ChangePoints.inMeanAndVariance(nile, 1e-11, 2, ChangePenalty.mbic(n)).changes())
        .containsExactly(4, 6, 28);
    assertThat(
            ChangePoints.inMeanAndVariance(nile, 1e-11, 5, ChangePenalty.of(15 * Math.log(n)))
                .changes())
        .isEmpty();
    // A floor on the variance keeps two equal values from making a segment of their own.
    assertThat(ChangePoints.inMeanAndVariance(nile, 100, 2, ChangePenalty.mbic(n)).changes())
        .containsExactly(28);
  }

  @Test
  void shouldFindWhatAnExhaustiveSearchFinds() {
    for (long seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      double[] x = new double[10 + random.nextInt(50)];
      double level = 0;
      for (int i = 0; i < x.length; i++) {
        level = random.nextInt(12) == 0 ? 6 * random.nextDouble() : level;
        x[i] = level + Math.rint(2 * random.nextGaussian()) / 2;
      }
      int minSegment = 2 + random.nextInt(5);
      double floor = seed % 3 == 0 ? 0.2 : 1e-6;
      ChangePenalty penalty =
          seed % 2 == 0 ? ChangePenalty.mbic(x.length) : ChangePenalty.of(1 + random.nextInt(8));

      ChangePoints found = ChangePoints.inMeanAndVariance(x, floor, minSegment, penalty);

      double cost = 0;
      for (ChangePoints.Segment segment : found.segments()) {
        assertThat(segment.end() - segment.start())
            .as("seed %d", seed)
            .isGreaterThanOrEqualTo(Math.min(minSegment, x.length));
        cost += segmentCost(x, segment.start(), segment.end(), floor, penalty);
      }
      assertThat(cost)
          .as("seed %d", seed)
          .isCloseTo(leastCost(x, floor, minSegment, penalty), within(1e-6));
    }
  }

  private static double leastCost(double[] x, double floor, int minSegment, ChangePenalty penalty) {
    double[] best = new double[x.length + 1];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    best[0] = 0;
    for (int end = minSegment; end <= x.length; end++) {
      for (int start = 0; start <= end - minSegment; start++) {
        best[end] = Math.min(best[end], best[start] + segmentCost(x, start, end, floor, penalty));
      }
    }
    return best[x.length];
  }

  private static double segmentCost(
      double[] x, int start, int end, double floor, ChangePenalty penalty) {
    int m = end - start;
    double variance = StatUtils.populationVariance(x, start, m);
    double v = Math.max(variance, floor);
    return m * (Math.log(2 * Math.PI) + Math.log(v) + variance / v)
        + penalty.perChange()
        + (penalty.addsLogLength() ? Math.log(m) : 0);
  }

  @Test
  void shouldFindNoChangeInAShortOrFlatSeries() {
    assertThat(ChangePoints.inMeanAndVariance(new double[] {1, 9, 1}, 1e-6).segments()).hasSize(1);
    assertThat(ChangePoints.inMeanAndVariance(new double[40], 1e-6).changes()).isEmpty();
    assertThat(ChangePoints.inMean(new double[40], 1, ChangePenalty.of(1)).changes()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChangePoints.inMeanAndVariance(new double[40], 0))
        .withMessage("varianceFloor must be above zero: varianceFloor=0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChangePoints.inMeanAndVariance(new double[40], 1, 1, ChangePenalty.of(1)))
        .withMessage("a segment needs at least 2 values: minSegment=1");
  }

  @Test
  void shouldSeeAWarmUp() {
    Random random = new Random(3);
    double[] passes = new double[60];
    Arrays.setAll(passes, i -> (i < 8 ? 14 : 10) + 0.2 * random.nextGaussian());

    assertThat(ChangePoints.inMeanAndVariance(passes, 1e-6).changes())
        .as("seed 3")
        .containsExactly(8);
  }

  @Test
  void shouldTestTheTrendOfTheNile() {
    OrderTrend trend = OrderTrend.of(PublishedData.NILE);

    assertThat(trend.s()).isEqualTo(-1387);
    assertThat(trend.tau()).isCloseTo(-0.2807413347, within(1e-9));
    assertThat(trend.pValue()).isCloseTo(3.658262921664e-05, within(1e-12));
  }

  @Test
  void shouldCountPermutationsForAShortTrend() {
    // R: cor.test(1:7, x, method = "kendall"): tau 0.7142857, p 0.03016
    OrderTrend trend = OrderTrend.of(new double[] {3.1, 2.4, 5.6, 4.4, 6.1, 5.9, 7.7});
    assertThat(trend.tau()).isCloseTo(0.7142857, within(5e-8));
    assertThat(trend.pValue()).isCloseTo(0.03015873015873016, within(1e-12));
    assertThat(OrderTrend.of(new double[] {1, 2, 3, 4, 5, 6}).pValue())
        .isCloseTo(2.0 / 720, within(1e-15));
    assertThat(OrderTrend.of(new double[] {2, 1}).pValue()).isEqualTo(1);
    assertThat(OrderTrend.of(new double[] {5, 5, 5}).pValue()).isEqualTo(1);
    assertThat(OrderTrend.of(new double[] {5, 5, 5}).tau()).isZero();
  }
}
