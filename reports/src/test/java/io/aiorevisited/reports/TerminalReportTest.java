package io.aiorevisited.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalReportTest {

  @TempDir Path temp;

  @Test
  void shouldSayWhatTheTablesOf2009Said() throws IOException {
    List<String> lines = lines(new GeneratedRun(3).noise(0).passNoise(0));

    assertThat(lines)
        .contains(
            "                write 16k   read 16k  write 64k   read 64k write 256k  read 256k")
        .contains(
            "  2009             39,133     75,462    100,980    156,169    133,642    168,343")
        .contains("  2009                116        121");
    assertThat(lines.stream().map(line -> line.split(" ")[0]).toList())
        .containsSubsequence("native", "qemu", "qemu+aio", "control", "native", "qemu", "qemu+aio");
    assertThat(lines).anyMatch(line -> line.startsWith("native            125,558"));
  }

  @Test
  void shouldFitEightyColumnsInAnyLocale() throws IOException {
    List<Cell> conditions = new ArrayList<>(GeneratedRun.iozoneAndDd());
    for (long size = 512; size <= 8192; size *= 2) {
      conditions.add(GeneratedRun.iozone("read", size));
    }
    List<String> lines =
        lines(
            new GeneratedRun(3).conditions(conditions).engine("null", 30).engine("a-long-name", 1));

    assertThat(lines).allMatch(line -> line.length() <= 80);
    assertThat(lines).allMatch(line -> line.chars().allMatch(c -> c < 128));
    assertThat(lines).anyMatch(line -> line.contains("512"));
  }

  @Test
  void shouldSayOnceAKindWhatStandsBehindTheVerdicts() throws IOException {
    GeneratedRun run = new GeneratedRun(3).noise(0.1).engines(List.of("threads", "aio", "uring"));
    RunFolder folder =
        run.writeTo(
            temp.resolve("run"),
            trial -> trial.cell().engine().equals("uring") ? unsupported(trial) : trial);
    List<String> lines = TerminalReport.of(RunAnalysis.of(folder)).lines();
    String text = String.join(" ", lines).replaceAll(" +", " ");

    assertThat(text)
        .containsPattern("[2-8] cells INCONCLUSIVE: about \\d+ to \\d+ more rounds would settle it")
        .contains(
            "8 cells INVALID: uring is UNSUPPORTED: io_uring_setup is not permitted, and so in");
    assertThat(lines).allMatch(line -> line.length() <= 80);
    assertThat(lines).filteredOn(line -> line.startsWith("  8 cells INVALID")).hasSize(1);
  }

  @Test
  void shouldSayHowManyRoundsAreTooFew() throws IOException {
    assertThat(lines(new GeneratedRun(3).rounds(4)))
        .filteredOn(line -> line.contains("TOO FEW ROUNDS:"))
        .hasSize(2)
        .containsOnly("  8 cells TOO FEW ROUNDS: 4 complete, a verdict takes 6");
  }

  private static TrialRecord unsupported(TrialRecord trial) {
    return TestRecords.trial(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        TrialStatus.UNSUPPORTED,
        "io_uring_setup is not permitted",
        trial.control(),
        trial.cell(),
        trial.startedAt(),
        trial.wallNanos(),
        null,
        null,
        null,
        null);
  }

  @Test
  void shouldNameWhatIsMissing() throws IOException {
    RunFolder folder = RunFolder.create(temp.resolve("empty"), new GeneratedRun(3).manifest());

    assertThat(TerminalReport.of(RunAnalysis.of(folder)).lines())
        .anyMatch(line -> line.contains("not run"))
        .anyMatch(line -> line.startsWith("! 24 planned cells have no sound trial"));
  }

  private List<String> lines(GeneratedRun run) throws IOException {
    return TerminalReport.of(RunAnalysis.of(run.writeTo(temp.resolve("run")))).lines();
  }
}
