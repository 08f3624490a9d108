package io.aiorevisited.harness.forks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ForkProcessesIT {

  private static final int KILLED = 128 + 9;

  @Test
  @Timeout(60)
  void shouldKillTheProcessWithAMarkAndNoOther() throws IOException, InterruptedException {
    String mark = ForkProcesses.newMark();
    Process marked = waiting(mark);
    Process other = waiting(ForkProcesses.newMark());

    ForkProcesses.kill(mark);

    assertThat(marked.waitFor()).isEqualTo(KILLED);
    assertThat(other.isAlive()).isTrue();
    ForkProcesses.killAll();
    assertThat(other.waitFor()).isEqualTo(KILLED);
  }

  /** A process that has the mark behind long arguments and reads what never comes. */
  private static Process waiting(String mark) throws IOException {
    return new ProcessBuilder("sh", "-c", "read line", "x".repeat(10_000), mark)
        .redirectErrorStream(true)
        .start();
  }
}
