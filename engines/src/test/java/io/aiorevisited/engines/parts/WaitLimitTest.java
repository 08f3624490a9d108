package io.aiorevisited.engines.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.engines.IoEngine;
import org.junit.jupiter.api.Test;

class WaitLimitTest {
  private final WaitLimit limit = new WaitLimit();

  @Test
  void shouldNeverEndAWaitForEver() {
    limit.start(IoEngine.FOREVER);
    assertThat(limit.isOver()).isFalse();
    assertThat(limit.millisLeft()).isEqualTo(-1);
    assertThat(limit.nanosLeft()).isEqualTo(IoEngine.FOREVER);
  }

  @Test
  void shouldEndALookAtOnce() {
    limit.start(0);
    assertThat(limit.isOver()).isTrue();
    assertThat(limit.millisLeft()).isZero();
  }

  @Test
  void shouldRoundUpSoThatAShortWaitIsNotABusyLoop() {
    limit.start(3_600_000_000_000L);
    assertThat(limit.millisLeft()).isBetween(3_599_000, 3_600_000);
    assertThat(limit.isOver()).isFalse();
    limit.start(3_600_000_000_001L);
    limit.start(1);
    while (!limit.isOver()) {
      assertThat(limit.millisLeft()).isBetween(0, 1);
    }
    assertThat(limit.nanosLeft()).isZero();
  }

  @Test
  void shouldCapWhatEpollCanTake() {
    limit.start(Long.MAX_VALUE);
    assertThat(limit.millisLeft()).isEqualTo(Integer.MAX_VALUE);
  }
}
