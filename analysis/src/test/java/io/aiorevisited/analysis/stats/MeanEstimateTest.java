package io.aiorevisited.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeanEstimateTest {

  @Test
  void shouldGiveTheIntervalOfStudentsTest() {
    // R: t.test(sleep$extra) -> 1.54, 95 % interval 0.5955845 to 2.4844155
    double[] all = new double[20];
    System.arraycopy(PublishedData.SLEEP_1, 0, all, 0, 10);
    System.arraycopy(PublishedData.SLEEP_2, 0, all, 10, 10);

    MeanEstimate estimate = MeanEstimate.of(all, 0.95);

    assertThat(estimate.mean()).isCloseTo(1.54, within(1e-12));
    assertThat(estimate.standardDeviation()).isCloseTo(2.017920, within(1e-6));
    assertThat(estimate.interval().orElseThrow().lower()).isCloseTo(0.5955845, within(1e-7));
    assertThat(estimate.interval().orElseThrow().upper()).isCloseTo(2.4844155, within(1e-7));
    assertThat(estimate.coefficientOfVariation()).isCloseTo(2.017920 / 1.54, within(1e-6));
  }

  @Test
  void shouldGiveNoIntervalForOneValue() {
    MeanEstimate estimate = MeanEstimate.of(new double[] {3}, 0.95);

    assertThat(estimate.mean()).isEqualTo(3);
    assertThat(estimate.standardDeviation()).isNaN();
    assertThat(estimate.interval()).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNoSample() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MeanEstimate.of(new double[0], 0.95))
        .withMessage("a sample needs at least 1 values: length=0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MeanEstimate.of(new double[] {1, Double.NaN}, 0.95))
        .withMessage("a sample must be finite: values[1]=NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MeanEstimate.of(new double[] {1, 2}, 95))
        .withMessage("confidence must lie between 0 and 1: confidence=95.0");
  }
}
