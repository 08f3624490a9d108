package io.aiorevisited.analysis.stats.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.stats.PublishedData;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MultiplicityTest {

  @Test
  void shouldAdjustByHolm() {
    double[] adjusted = Holm.adjust(PublishedData.BENJAMINI_HOCHBERG);

    assertThat(Arrays.copyOf(adjusted, 4))
        .containsExactly(new double[] {.0015, .0056, .0247, .114}, within(1e-12));
    assertThat(Arrays.stream(adjusted).filter(p -> p <= .05).count()).isEqualTo(3);
  }

  @Test
  void shouldKeepTheOrderOfTheInput() {
    // R: p.adjust(c(.04, .01, .03, .02), "holm")
    double[] p = {.04, .01, .03, .02};

    assertThat(Holm.adjust(p)).containsExactly(new double[] {.06, .04, .06, .06}, within(1e-12));
    assertThat(Holm.adjust(new double[0])).isEmpty();
  }

  @Test
  void shouldCountTestsThatWereDeclaredAndDidNotComeAbout() {
    assertThat(Holm.adjust(new double[] {.01, .02}, 5))
        .containsExactly(new double[] {.05, .08}, within(1e-12));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Holm.adjust(new double[] {.01, .02}, 1))
        .withMessage("a family can't be smaller than its tests: declared=1 tests=2");
  }

  @Test
  void shouldRefuseWhatIsNoProbability() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Holm.adjust(new double[] {.5, 1.5}))
        .withMessage("a p-value lies from 0 to 1: p[1]=1.5");
  }
}
