package io.aiorevisited.analysis.stats.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockPermutationTest {

  private static final int CHOICES = 19_999;

  @Test
  void shouldCountEveryChoiceOfFewBlocks() {
    double[] candidate = {3, 4, 5};
    double[] first = {1, 1, 1};
    double[] again = {2, 2, 2};

    // The candidate is 1, 5/3 and 7/3 above the blocks' means. Of 27 choices no other is as far out
    // above; below, two are, which leave the candidate out.
    assertThat(p(candidate, first, again)).isCloseTo(2 / 27.0, within(1e-12));
    assertThat(p(negated(candidate), negated(first), negated(again)))
        .isEqualTo(p(candidate, first, again));
  }

  @Test
  void shouldFindALargeDifferenceInTheFewestBlocksThatAVerdictTakes() {
    double[] first = {0.01, -0.02, 0.00, 0.03, -0.01, 0.02};
    double[] again = {0.02, 0.01, -0.01, 0.00, 0.02, -0.03};
    double[] candidate = {1.02, 0.97, 1.01, 1.05, 0.96, 1.00};

    assertThat(p(candidate, first, again)).isCloseTo(2 / Math.pow(3, 6), within(1e-12));
  }

  @Test
  void shouldBeTheSignFlipTestOfStudentizedDifferencesWhereBlocksArePairs() {
    double[] candidate = {0.3, 0.1, 0.4, 0.2, 0.6, -0.1};
    double[] zero = new double[6];

    // Both orders of a pair differ by sign alone: the squares stay, and the sum decides.
    assertThat(BlockPermutation.pValue(candidate, List.of(zero), CHOICES, 1))
        .isCloseTo(SignFlipTest.pValue(candidate, 1), within(1e-12));
  }

  @Test
  void shouldBeOneWhereAllArmsAreTheSame() {
    double[] same = {1, 2, 3, 4};

    assertThat(p(same, same, same)).isEqualTo(1);
  }

  @Test
  void shouldNotHangOnTheUnitNorOnTheBlocksLevels() {
    Random random = new Random(7);
    double[] candidate = random.doubles(8).toArray();
    double[] first = random.doubles(8).toArray();
    double[] again = random.doubles(8).toArray();
    double[] levels = random.doubles(8, 0, 1000).toArray();

    assertThat(p(moved(candidate, levels), moved(first, levels), moved(again, levels)))
        .isEqualTo(p(candidate, first, again));
  }

  @Test
  void shouldComeNearTheExactShareByRandomChoices() {
    Random random = new Random(3);
    double[] candidate = random.doubles(14, 0.2, 1.2).toArray();
    double[] first = random.doubles(14).toArray();
    double[] again = random.doubles(14).toArray();

    double few = BlockPermutation.pValue(candidate, List.of(first, again), CHOICES, 1);
    double many = BlockPermutation.pValue(candidate, List.of(first, again), 2_000_000, 2);

    assertThat(many).isBetween(0.001, 0.2);
    double standardError = Math.sqrt(many * (1 - many) / CHOICES);
    assertThat(few).isCloseTo(many, within(4 * standardError));
    assertThat(few)
        .isEqualTo(BlockPermutation.pValue(candidate, List.of(first, again), CHOICES, 1));
  }

  @Test
  void shouldRefuseWhatItCannotTest() {
    double[] one = {1};

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockPermutation.pValue(one, List.of(), CHOICES, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockPermutation.pValue(one, List.of(new double[2]), CHOICES, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockPermutation.pValue(new double[0], List.of(one), CHOICES, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> BlockPermutation.pValue(one, List.of(new double[] {Double.NaN}), CHOICES, 1));
  }

  private static double p(double[] candidate, double[] first, double[] again) {
    return BlockPermutation.pValue(candidate, List.of(first, again), CHOICES, 1);
  }

  private static double[] negated(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }

  private static double[] moved(double[] values, double[] levels) {
    double[] moved = Arrays.copyOf(values, values.length);
    for (int i = 0; i < moved.length; i++) {
      moved[i] += levels[i];
    }
    return moved;
  }
}
