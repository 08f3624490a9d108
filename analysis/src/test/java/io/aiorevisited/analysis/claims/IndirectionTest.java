package io.aiorevisited.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.cpu.LedgeredRun;
import io.aiorevisited.analysis.record.Receipts;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndirectionTest {
  @TempDir Path temp;

  @Test
  void shouldSupportTheClaimWhereThePoolSwitchesMore() throws IOException {
    ClaimResult result = decide(LedgeredRun.write(new GeneratedRun(3), temp.resolve("run")).path());

    assertThat(result.decision()).isEqualTo(Decision.SUPPORTED);
    assertThat(result.evidence()).contains("context switches 0.25", "wake-ups 1.00", "calls 1.00");
    assertThat(result.engine()).isEqualTo("aio");
    assertThat(result.conditions()).isNotEmpty();
  }

  @Test
  void shouldDecideNothingUnderSixRounds() throws IOException {
    ClaimResult result =
        decide(LedgeredRun.write(new GeneratedRun(3).rounds(3), temp.resolve("few")).path());
    assertThat(result.decision()).isEqualTo(Decision.INCONCLUSIVE);
  }

  @Test
  void shouldNotBeMeasuredWithoutLedgers() throws IOException {
    ClaimResult result = decide(new GeneratedRun(3).writeTo(temp.resolve("bare")).path());
    assertThat(result.decision()).isEqualTo(Decision.NOT_MEASURED);
  }

  @Test
  void shouldDecideWhereACountIsZero() throws IOException {
    // The ring was reaped in user space: aio made no call at all in most trials.
    ClaimResult result =
        decide(
            LedgeredRun.write(
                    new GeneratedRun(3),
                    temp.resolve("none"),
                    trial ->
                        trial.cell().engine().equals("aio") && trial.round() != 2
                            ? withoutCalls(trial)
                            : trial)
                .path());

    assertThat(result.decision()).isEqualTo(Decision.SUPPORTED);
    assertThat(result.evidence())
        .contains("context switches 0.250", "system calls 0.1", "over 6 rounds");
  }

  @Test
  void shouldSayWhatItLacks() throws IOException {
    GeneratedRun run =
        new GeneratedRun(3)
            .conditions(
                List.of(
                    TestRecords.cell(
                        "", "random", "write", 4096, 1, 0, "written", "writeback", 16 << 20)));
    ClaimResult result = decide(LedgeredRun.write(run, temp.resolve("buffered")).path());

    assertThat(result.decision()).isEqualTo(Decision.NOT_MEASURED);
    assertThat(result.evidence())
        .startsWith("aio and threads have no sound trial with O_DIRECT.")
        .endsWith(Claim.C7.decidingCall());
  }

  private static TrialRecord withoutCalls(TrialRecord trial) {
    Receipts r = trial.receipts();
    return TestRecords.trial(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        trial.status(),
        trial.reason(),
        trial.control(),
        trial.cell(),
        trial.startedAt(),
        trial.wallNanos(),
        trial.warmups(),
        trial.passes(),
        new Receipts(r.requests(), Map.of(), 0, 0, Map.of(), r.wakeUps(), 0, 0),
        r);
  }

  private static ClaimResult decide(Path folder) throws IOException {
    return Indirection.decide(RunAnalysis.of(RunFolder.open(folder)));
  }
}
