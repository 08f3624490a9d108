package io.aiorevisited.harness.forks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

public class HangGuardTest {

  @Test
  @Timeout(60)
  void shouldKillAProcessThatDoesNotEnd() throws IOException, InterruptedException {
    Process hanging = new ProcessBuilder("sleep", "3600").start();

    try (HangGuard guard = HangGuard.start(Duration.ofMillis(1))) {
      assertThat(hanging.waitFor()).isEqualTo(128 + 9);
      assertThat(guard.fired()).isTrue();
    }
  }

  @Test
  void shouldLeaveAProcessAloneThatEndsInTime() throws IOException, InterruptedException {
    try (HangGuard guard = HangGuard.start(Duration.ofHours(1))) {
      assertThat(new ProcessBuilder("true").start().waitFor()).isZero();
      assertThat(guard.fired()).isFalse();
    }
  }
}
