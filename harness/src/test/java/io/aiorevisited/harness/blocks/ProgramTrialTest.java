package io.aiorevisited.harness.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramTrialTest {

  @Test
  void shouldSizePassesByTheFastestWarmUp() {
    int ofASlowOne = ProgramTrial.sweeps(0, ProgramTrial.LEAST_NANOS / 4);
    int ofAFastOne = ProgramTrial.sweeps(ofASlowOne, ProgramTrial.LEAST_NANOS / 40);

    assertThat(ofASlowOne).isEqualTo(5);
    assertThat(ofAFastOne).isEqualTo(41);
    assertThat(ProgramTrial.sweeps(ofAFastOne, ProgramTrial.LEAST_NANOS)).isEqualTo(41);
  }

  @Test
  void shouldGoOverATargetThatTakesNoTimeABoundedNumberOfTimes() {
    assertThat(ProgramTrial.sweeps(0, 1)).isEqualTo(10_000);
  }
}
