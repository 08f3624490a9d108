package io.aiorevisited.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run folder whose free text, wherever it may stand, is markup and escape sequences. */
class HostilePageTest {

  private static final String HOSTILE =
      "<script>alert(1)</script>\\\" onload=\\\"alert(2)\\u001b[31m";

  private static final List<String> FREE_TEXTS =
      List.of(
          "6.18.0",
          "Generated CPU",
          "performance",
          "tsc",
          "ext4 (rw,relatime)",
          "/dev/vda (virtual)",
          "1280",
          "write back",
          "kvm",
          "17.0.1",
          "--profile",
          "quick",
          "/data/scratch.bin",
          "2026-01-02T03:04:05Z",
          "generated-3");

  private static final Pattern LIVE =
      Pattern.compile("<script|<[^>]*\\sonload=\"", Pattern.CASE_INSENSITIVE);

  @TempDir Path temp;

  @Test
  void shouldShowTextAsText() throws IOException {
    Path folder = temp.resolve("run");
    new GeneratedRun(3).rounds(2).writeTo(folder, HostilePageTest::failed);
    Path manifest = folder.resolve("run.json");
    String text = Files.readString(manifest);
    for (String free : FREE_TEXTS) {
      assertThat(text).contains("\"" + free + "\"");
      text = text.replace("\"" + free + "\"", "\"" + free + HOSTILE + "\"");
    }
    Files.writeString(manifest, text);
    RunAnalysis analysis = RunAnalysis.of(RunFolder.open(folder));

    Path file = temp.resolve("page.html");
    HtmlReport.write(analysis, file);
    String page = Files.readString(file);

    assertThat(page).contains("&lt;script&gt;alert(1)");
    assertThat(LIVE.matcher(page).results().map(r -> r.group()).toList()).isEmpty();
    assertThat(page).doesNotContain("\u001b");
    assertThat(TerminalReport.of(analysis).lines())
        .noneMatch(line -> Pattern.compile("\\p{Cntrl}").matcher(line).find());
  }

  private static TrialRecord failed(TrialRecord trial) {
    if (!trial.cell().engine().equals("aio")) {
      return trial;
    }
    return TestRecords.trial(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        TrialStatus.FAILED,
        "EIO <script>alert(1)</script>\" onload=\"alert(2)\u001b[31m",
        trial.control(),
        trial.cell(),
        trial.startedAt(),
        trial.wallNanos(),
        null,
        null,
        null,
        null);
  }
}
