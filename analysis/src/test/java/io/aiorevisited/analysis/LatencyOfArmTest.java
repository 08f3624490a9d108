package io.aiorevisited.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
    // Rounds 1 to 3 give 1000, 2000 and 3000 ns: the cube root of their product, and on the
    // logarithm t(0.975; 2) = 4.302653 times 0.55649 / sqrt(3).
    LatencyOfArm.Percentile p99 = first.percentiles().get(2);
    assertThat(p99.nanos()).isCloseTo(1817.12, within(0.01));
    assertThat(p99.interval().orElseThrow().lower()).isCloseTo(457.1, within(0.1));
    assertThat(p99.interval().orElseThrow().upper()).isCloseTo(7223.0, within(10.0));
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
