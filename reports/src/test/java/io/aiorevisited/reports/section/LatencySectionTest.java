package io.aiorevisited.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.DurationsRecord;
import io.aiorevisited.analysis.record.LatencyRecord;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.reports.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencySectionTest {

  @TempDir Path temp;

  @Test
  void shouldShowPercentilesAndSayWhatKindOfTimeTheyAre() throws IOException {
    RunAnalysis analysis =
        RunAnalysis.of(
            new GeneratedRun(1)
                .rounds(2)
                .conditions(List.of(GeneratedRun.iozone("read", 16384)))
                .writeTo(temp.resolve("run"), LatencySectionTest::timed));
    Path file = temp.resolve("report.html");
    HtmlReport.write(analysis, file);

    assertThat(Files.readString(file))
        .contains("Time of a request", "closed-loop service time", "p99.9")
        .contains(">40.0 (40.0 to 40.0)</td>", ">1,414 (")
        .contains("id=\"latency-1-t\"");
  }

  @Test
  void shouldLeaveTheSectionOutWhereNothingWasTimed() throws IOException {
    Path file = temp.resolve("report.html");
    HtmlReport.write(
        RunAnalysis.of(new GeneratedRun(1).rounds(1).writeTo(temp.resolve("run"))), file);

    assertThat(Files.readString(file)).doesNotContain("Time of a request");
  }

  private static TrialRecord timed(TrialRecord t) {
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
            new DurationsRecord(
                10,
                50_000,
                10_000,
                40_000,
                90_000,
                1_000_000L * t.round(),
                5_000_000,
                6_000_000,
                "")),
        null);
  }
}
