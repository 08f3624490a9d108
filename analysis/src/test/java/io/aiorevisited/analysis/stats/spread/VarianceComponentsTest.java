package io.aiorevisited.analysis.stats.spread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.stats.MeanEstimate;
import io.aiorevisited.analysis.stats.PublishedData;
import org.junit.jupiter.api.Test;

class VarianceComponentsTest {

  /** Test vectors of libkalibera, the library of the method's authors. */
  private static final double[] KALIBERA_JONES = {9, 5, 8, 3, 10, 6, 7, 11, 1, 12, 2, 4};

  private static final double[] OPTIMAL = {3, 4, 3, 1.2, 3.1, 3, .2, 1, 1.5, 1, 2, 3};

  @Test
  void shouldSplitThreeLevelsByTheCorrectedEstimator() {
    VarianceComponents split = VarianceComponents.of(NestedSample.of(KALIBERA_JONES, 3, 2, 2));

    assertThat(split.mean()).isEqualTo(6.5);
    assertThat(split.level(1).meanSquare()).isCloseTo(16.5, within(5e-7));
    assertThat(split.level(2).meanSquare()).isCloseTo(2.583333, within(5e-7));
    assertThat(split.level(3).meanSquare()).isCloseTo(3.5625, within(5e-7));
    assertThat(split.level(1).raw()).isCloseTo(16.5, within(5e-7));
    assertThat(split.level(2).raw()).isCloseTo(-5.666667, within(5e-7));
    assertThat(split.level(3).raw()).isCloseTo(2.2708333, within(5e-8));
    assertThat(split.meanInterval(0.95).halfWidth()).isCloseTo(4.688707, within(5e-7));
  }

  @Test
  void shouldShowANegativeVarianceAsZeroAndFlagIt() {
    VarianceComponents split = VarianceComponents.of(NestedSample.of(KALIBERA_JONES, 3, 2, 2));

    assertThat(split.level(2).isNegative()).isTrue();
    assertThat(split.level(2).variance()).isZero();
    assertThat(split.level(2).share()).isZero();
    assertThat(split.coefficientOfVariation(2)).isZero();
    assertThat(split.level(3).isNegative()).isFalse();
    assertThat(split.level(3).share()).isCloseTo(2.2708333 / 18.7708333, within(1e-7));
    assertThat(split.coefficientOfVariation(1)).isCloseTo(Math.sqrt(16.5) / 6.5, within(1e-12));
  }

  @Test
  void shouldGiveTheSameIntervalOfTwoLevelsWherePoolingWouldHalveIt() {
    VarianceComponents flat = VarianceComponents.of(NestedSample.of(KALIBERA_JONES, 3, 4));

    assertThat(flat.level(1).meanSquare()).isCloseTo(12.722222, within(5e-7));
    assertThat(flat.level(2).meanSquare()).isCloseTo(3.5625, within(5e-7));
    assertThat(flat.level(2).raw()).isCloseTo(.3819444, within(5e-8));
    assertThat(flat.meanInterval(0.95).halfWidth()).isCloseTo(4.688707, within(5e-7));
    assertThat(MeanEstimate.of(KALIBERA_JONES, 0.95).interval().orElseThrow().halfWidth())
        .isCloseTo(2.290858, within(5e-7));
  }

  @Test
  void shouldFindTheOptimalRepetitions() {
    VarianceComponents split = VarianceComponents.of(NestedSample.of(OPTIMAL, 2, 2, 3));
    assertThat(split.level(1).raw()).isCloseTo(.7266667, within(5e-8));
    assertThat(split.level(2).raw()).isCloseTo(.2627778, within(5e-8));
    assertThat(split.level(3).raw()).isCloseTo(.7747222, within(5e-8));

    assertThat(OptimalRepetitions.of(split, new double[] {3, 20, 100}, 1000)).containsExactly(5, 2);
    assertThat(OptimalRepetitions.exact(3, 20, split.level(1).raw(), split.level(2).raw()))
        .isCloseTo(4.29366, within(5e-6));
    assertThat(OptimalRepetitions.exact(20, 100, split.level(2).raw(), split.level(3).raw()))
        .isCloseTo(1.302286, within(5e-7));
  }

  @Test
  void shouldCapRepetitionsUnderALevelThatAddsNothing() {
    VarianceComponents split = VarianceComponents.of(NestedSample.of(KALIBERA_JONES, 3, 2, 2));

    // Level 2 adds nothing: level 1 is capped, level 2 itself needs one.
    assertThat(OptimalRepetitions.of(split, new double[] {1, 1, 1}, 40)).containsExactly(40, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptimalRepetitions.of(split, new double[] {1, 1}, 40))
        .withMessage("one cost a level and a cap of 1 or more: costs=2 levels=3 cap=40");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptimalRepetitions.of(split, new double[] {1, 0, 1}, 40))
        .withMessage("cost must be above zero: cost=0.0");
  }

  @Test
  void shouldSplitPastesAsRestrictedLikelihoodDoes() {
    // lme4: strength ~ 1 + (1 | batch/cask), deviations 0.8234, 2.9041, 1.2874
    VarianceComponents split =
        VarianceComponents.of(NestedSample.of(PublishedData.PASTES, 10, 3, 2));

    assertThat(split.mean()).isCloseTo(60.0533, within(5e-5));
    assertThat(Math.sqrt(split.level(1).raw())).isCloseTo(0.8234, within(5e-5));
    assertThat(Math.sqrt(split.level(2).raw())).isCloseTo(2.9041, within(5e-5));
    assertThat(Math.sqrt(split.level(3).raw())).isCloseTo(1.2874, within(5e-5));
  }

  @Test
  void shouldSplitDyestuff() {
    VarianceComponents split = VarianceComponents.of(NestedSample.of(PublishedData.DYESTUFF));

    assertThat(split.mean()).isEqualTo(1527.5);
    assertThat(split.level(1).raw()).isCloseTo(2451.25, within(1e-9));
    assertThat(split.level(2).raw()).isCloseTo(1764.05, within(1e-9));
    VarianceComponents second = VarianceComponents.of(NestedSample.of(PublishedData.DYESTUFF_2));
    assertThat(second.level(2).raw()).isCloseTo(-1.321913, within(5e-7));
    assertThat(second.level(2).variance()).isZero();
  }

  @Test
  void shouldSplitOneWayWithTheIntraclassCorrelation() {
    OneWayComponents oneWay = OneWayComponents.of(PublishedData.DYESTUFF);

    assertThat(oneWay.f()).isCloseTo(4.598266, within(5e-7));
    assertThat(oneWay.between()).isCloseTo(1764.05, within(1e-9));
    assertThat(oneWay.within()).isCloseTo(2451.25, within(1e-9));
    assertThat(oneWay.effectiveSize()).isEqualTo(5);
    assertThat(oneWay.intraclassCorrelation()).isCloseTo(.418487, within(5e-7));
    assertThat(oneWay.intraclassInterval(0.95).lower()).isCloseTo(.083836, within(5e-7));
    assertThat(oneWay.intraclassInterval(0.95).upper()).isCloseTo(.847877, within(5e-7));
    // lme4's maximum likelihood theta follows from the same mean squares.
    double within = oneWay.within();
    double mlBetween = (oneWay.meanSquareBetween() * 5 / 6 - within) / 5;
    assertThat(Math.sqrt(mlBetween / within)).isCloseTo(.7525807, within(5e-8));

    OneWayComponents second = OneWayComponents.of(PublishedData.DYESTUFF_2);
    assertThat(second.betweenRaw()).isCloseTo(-1.321913, within(5e-7));
    assertThat(second.between()).isZero();
  }

  @Test
  void shouldGiveTheCertifiedAnalysisOfVariance() {
    OneWayComponents oneWay = OneWayComponents.of(PublishedData.SI_RSTV);

    assertThat(oneWay.f()).isCloseTo(1.18046237440255, within(1e-9));
    assertThat(Math.sqrt(oneWay.within())).isCloseTo(.104076068334656, within(1e-11));
    assertThat(oneWay.meanSquareBetween()).isCloseTo(1.27865654e-2, within(1e-11));
  }

  @Test
  void shouldKeepItsDigitsWhereSevenOfThemAgree() {
    OneWayComponents silver = OneWayComponents.of(PublishedData.ATOMIC_WEIGHT);
    assertThat(silver.f()).isCloseTo(15.9467335677930, within(1e-6));
    assertThat(Math.sqrt(silver.within())).isCloseTo(1.51048314446410e-5, within(1e-11));

    // R: anova(lm(weight ~ group, PlantGrowth)): F 4.8461, p 0.01591
    OneWayComponents plants = OneWayComponents.of(PublishedData.PLANT_GROWTH);
    assertThat(plants.f()).isCloseTo(4.846087862380135, within(1e-9));
    assertThat(plants.pValue()).isCloseTo(0.015909958325622912, within(1e-9));
  }

  @Test
  void shouldSplitGroupsOfUnequalSize() {
    // Searle's effective size: (9 - (4 + 9 + 16) / 9) / 2
    OneWayComponents oneWay = OneWayComponents.of(new double[][] {{1, 3}, {4, 5, 6}, {7, 9, 8, 8}});

    assertThat(oneWay.effectiveSize()).isCloseTo((9 - 29.0 / 9) / 2, within(1e-12));
    assertThat(oneWay.within()).isCloseTo((2 + 2 + 2) / 6.0, within(1e-12));
    assertThat(oneWay.withinDegreesOfFreedom()).isEqualTo(6);
  }

  @Test
  void shouldBearGroupsWithoutSpread() {
    OneWayComponents apart = OneWayComponents.of(new double[][] {{1, 1}, {2, 2}});
    assertThat(apart.intraclassCorrelation()).isEqualTo(1);
    assertThat(apart.pValue()).isZero();
    assertThat(apart.intraclassInterval(0.95).lower()).isEqualTo(1);
    OneWayComponents same = OneWayComponents.of(new double[][] {{1, 1}, {1, 1}});
    assertThat(same.intraclassCorrelation()).isZero();
    assertThat(same.pValue()).isEqualTo(1);
    VarianceComponents none =
        VarianceComponents.of(NestedSample.of(new double[] {1, 1, 1, 1}, 2, 2));
    assertThat(none.level(1).share()).isZero();
  }

  @Test
  void shouldRefuseWhatIsNotNested() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NestedSample.of(new double[][] {{1, 2}, {3}}))
        .withMessage("groups must have one length: first=2 other=1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NestedSample.of(new double[] {1, 2, 3}, 2, 2))
        .withMessage(
            "repetitions must multiply to the number of values: repetitions=[2, 2] values=3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NestedSample.of(new double[0], 0, 2))
        .withMessage("a level repeats at least once: repetitions=[0, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NestedSample.of(new double[0][]))
        .withMessage("a nested sample needs a group: groups=0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VarianceComponents.of(NestedSample.of(new double[] {1, 2}, 2, 1)))
        .withMessage("a level needs 2 repetitions to vary: level=1 repetitions=1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OneWayComponents.of(new double[][] {{1, 2}}))
        .withMessage("variance between groups needs 2 of them: groups=1");
  }
}
