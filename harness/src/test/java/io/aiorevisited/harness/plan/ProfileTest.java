package io.aiorevisited.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Stopping;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProfileTest {

  @ParameterizedTest
  @EnumSource(Profile.class)
  void shouldPlanEveryProfileAsItIs(Profile profile) {
    Plan plan = plan(profile, 0);

    assertThat(plan.profile()).isEqualTo(profile.label());
    assertThat(plan.rounds()).isEqualTo(profile.rounds());
    assertThat(plan.stopping()).isEqualTo(profile.stopping().orElse(null));
  }

  @Test
  void shouldFixTheRuleOfRigorousBeforehandAndTakeRoundsAsTheMost() {
    Plan plan = plan(Profile.RIGOROUS, 40);

    assertThat(plan.rounds()).isEqualTo(40);
    assertThat(plan.stopping())
        .isEqualTo(new Stopping(Stopping.Rule.HALF_WIDTH_BELOW_HALF_MARGIN, 10, 5));
  }

  @Test
  void shouldGiveStandardTwentyRoundsOfSeveralPasses() {
    assertThat(Profile.STANDARD.rounds()).isEqualTo(20);
    assertThat(Profile.STANDARD.measuredPasses()).isGreaterThan(1);
    assertThat(Profile.STANDARD.stopping()).isEmpty();
  }

  @Test
  void shouldGiveQuickTheTenRoundsThatAFamilyOfSixteenTakes() {
    assertThat(Profile.QUICK.rounds()).isEqualTo(10);
    assertThat(Profile.QUICK.budget()).isLessThan(Duration.ofMinutes(5));
  }

  private static Plan plan(Profile profile, int rounds) {
    return PlanBuilder.build(TestRequests.of(profile, rounds), Path.of("/somewhere/scratch.dat"));
  }
}
