package io.aiorevisited.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.DurationsRecord;
import io.aiorevisited.analysis.record.LatencyRecord;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyOfArmTest {

  @TempDir Path temp;

  @Test
  void shouldEstimateEachTrialsPercentilesOverTrials() throws IOException {
    RunAnalysis analysis =
        RunAnalysis.of(
            new GeneratedRun(1)
                .rounds(3)
                .conditions(List.of(GeneratedRun.iozone("read", 16384)))
                .writeTo(temp.resolve("run"), LatencyOfArmTest::timed));

    assertThat(analysis.latencies())
        .extracting(latency -> latency.arm().cell().engine())
        .containsExactly("psync", "threads", "aio", "threads");
    LatencyOfArm first = analysis.latencies().get(0);
    assertThat(first.kind()).isEqualTo(LatencyRecord.CLOSED_LOOP);
    assertThat(first.percentiles())
        .extracting(LatencyOfArm.Percentile::name)
        .containsExactly("p50", "p90", "p99", "p99.9");
    // Rounds 1 to 3 give 1000, 2000 and 3000 ns: t(0.975; 2) = 4.302653 times 1000 / sqrt(3).
    assertThat(first.percentiles().get(2).nanos().mean()).isEqualTo(2000);
    assertThat(first.percentiles().get(2).nanos().interval().orElseThrow().halfWidth())
        .isBetween(2484.0, 2485.0);
  }

  @Test
  void shouldHaveNothingWhereNoRequestWasTimed() throws IOException {
    assertThat(
            RunAnalysis.of(new GeneratedRun(1).rounds(1).writeTo(temp.resolve("run"))).latencies())
        .isEmpty();
  }

  private static TrialRecord timed(TrialRecord t) {
    long p99 = 1000L * t.round();
    return TestRecords.trial(
        t.schemaVersion(),
        t.trial(),
        t.round(),
        t.status(),
        t.reason(),
        t.control(),
        t.cell(),
        t.startedAt(),
        t.wallNanos(),
        t.warmups(),
        t.passes(),
        t.receipts(),
        t.result().warmupReceipts(),
        t.gates(),
        new LatencyRecord(
            LatencyRecord.CLOSED_LOOP,
            new DurationsRecord(10, 500, 100, 400, 700, p99, 2 * p99, 3 * p99, "")),
        null);
  }
}
