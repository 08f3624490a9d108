package io.aiorevisited.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.folder.LedgerCost;
import io.aiorevisited.harness.command.BesideTheClasses;
import io.aiorevisited.harness.forks.QuickForks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCostTrialsIT {
  private static final int SIZE_BYTES = 1 << 20;

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  @BeforeAll
  static void runBesidesOtherBenchmarks() {
    // No timing is looked at, so another JMH on this machine does no harm.
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void shouldKeepWhatTheLedgerCostsWithTheRun() throws IOException {
    Path data = Files.write(directory.resolve("data"), new byte[SIZE_BYTES]);

    assertThat(new LedgerCostTrials(plan(data), directory).run()).isEmpty();

    LedgerCost cost = LedgerCost.read(directory).orElseThrow();
    assertThat(cost.requests()).isEqualTo(SIZE_BYTES / (16 << 10));
    assertThat(cost.passWithoutMicros()).isPositive();
    assertThat(cost.passWithMicros()).isPositive();
    assertThat(cost.ledgerMicros()).isPositive();
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("data", "ledger-cost.json");
  }

  @Test
  void shouldSayWhyTheCostIsNotKnown() throws IOException {
    Path nothing = directory.resolve("not-there");

    assertThat(new LedgerCostTrials(plan(nothing), directory).run())
        .hasValueSatisfying(problem -> assertThat(problem).contains("not-there"));
    assertThat(LedgerCost.read(directory)).isEmpty();
  }

  private static Plan plan(Path target) {
    return QuickForks.plan(
        TestRecords.plan(
            "smoke",
            1,
            1,
            1,
            1,
            "psync",
            0.03,
            0.95,
            false,
            target.toString(),
            List.of(
                TestRecords.cell(
                    "psync", "iozone", "read", 16384, 1, 0, "written", "writeback", SIZE_BYTES)),
            List.of()));
  }
}
