package io.aiorevisited.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.harness.plan.PlannedBlock;
import io.aiorevisited.harness.plan.PlannedTrial;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

  private static final PlannedBlock SMALL = block("psync", 1_000_000_000);
  private static final PlannedBlock OTHER = block("aio", 1_000_000_000);

  private final TimeLeft timeLeft =
      new TimeLeft(
          TestRecords.plan("", 1, 1, 1, 1, "threads", 0.03, 0.95, false, "", List.of(), List.of()));

  @Test
  void shouldGoByAssumptionsFirst() {
    // Each half a second for the JVM; two passes of 1000 requests of 1 MB, 80 us and 1 ms each.
    assertThat(timeLeft.of(List.of(SMALL, OTHER))).isEqualTo(Duration.ofMillis(5320));
  }

  @Test
  void shouldGoByACellsOwnMeanOnceItHasRun() {
    timeLeft.note(SMALL, 1_000_000_000);
    timeLeft.note(SMALL, 3_000_000_000L);

    assertThat(timeLeft.of(List.of(SMALL))).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void shouldScaleAssumptionsByHowFarTheyWereOut() {
    timeLeft.note(SMALL, 26_600_000_000L);

    assertThat(timeLeft.of(List.of(OTHER))).isEqualTo(Duration.ofMillis(26600));
  }

  @Test
  void shouldCountTheLeadInsOfArmsThatTakeTurns() {
    PlannedTrial arm = SMALL.arms().get(0);

    // Two JVMs, each with a pass to warm up, a quarter of one to lead in, and a measured one.
    assertThat(timeLeft.of(List.of(new PlannedBlock(1, 1, List.of(arm, arm)))))
        .isEqualTo(Duration.ofMillis(5860));
  }

  private static PlannedBlock block(String engine, long sizeBytes) {
    Cell cell =
        TestRecords.cell(engine, "iozone", "read", 1_000_000, 1, 0, "written", "none", sizeBytes);
    return new PlannedBlock(1, 1, List.of(new PlannedTrial(1, 1, cell, false)));
  }
}
