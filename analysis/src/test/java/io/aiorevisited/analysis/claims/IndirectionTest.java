package io.aiorevisited.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.cpu.LedgeredRun;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
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

  private static ClaimResult decide(Path folder) throws IOException {
    return Indirection.decide(RunAnalysis.of(RunFolder.open(folder)));
  }
}
