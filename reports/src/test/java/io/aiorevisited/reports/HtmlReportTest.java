package io.aiorevisited.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlReportTest {

  /** The page of an ordinary run, for all tests that only read it. */
  private static String plain;

  @TempDir Path temp;

  @BeforeAll
  static void renderPlain(@TempDir Path folder) throws IOException {
    plain = render(new GeneratedRun(3).writeTo(folder.resolve("run")), folder);
  }

  @Test
  void shouldShowTodaysFiguresBeside2009s() throws IOException {
    String page = page(new GeneratedRun(3).noise(0).passNoise(0));

    // Without noise the base throughput comes through: 900e6 * 16 / (16 + 96) bytes/s.
    assertThat(page).contains("<strong>125,558</strong>").contains("2009: 39,133");
    assertThat(page).contains("n 6, CV 0.0 %", "10^6 bytes", "There is no guest");
    assertThat(order(page, ">native<", ">qemu<", ">qemu+aio<")).isTrue();
  }

  @Test
  void shouldNeedNothingButItself() {
    assertThat(plain).doesNotContain("http://", "https://", "<script", "@import", "src=");
    assertThat(Pattern.compile("href=\"([^\"]*)\"").matcher(plain).results().map(r -> r.group(1)))
        .allMatch(href -> href.matches("#[A-Za-z0-9-]+|run\\.json|trials\\.jsonl|tables\\.csv"));
  }

  @Test
  void shouldShowClaimsOfTheLiteratureWhereAnEngineOnIoUringRan() throws IOException {
    assertThat(page(new GeneratedRun(4).engine("uring", 1.0)))
        .contains("claim-C8", "claim-L1", "claim-L6", "Claimed by Jasny", "PVLDB 19 (2026)");
  }

  @Test
  void shouldLeaveOutClaimsOfTheLiteratureElsewhere() {
    assertThat(plain).contains("claim-C8").doesNotContain("claim-L1");
  }

  @Test
  void shouldGiveEveryIdOnce() {
    List<String> ids =
        Pattern.compile("\\sid=\"([^\"]*)\"")
            .matcher(plain)
            .results()
            .map(r -> r.group(1))
            .toList();

    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"tmpfs (rw),none,tmpfs", "ext4 (rw),/dev/ram0 (brd),/dev/ram0"})
  void shouldSayInTheCaptionAndAsAWarningThatATargetInMemoryIsNoDisk(
      String fileSystem, String device, String named) throws IOException {
    GeneratedRun run =
        new GeneratedRun(3).rounds(1).conditions(List.of(GeneratedRun.iozone("write", 16384)));
    RunManifest manifest = run.manifest();
    Host host = manifest.host();
    RunFolder folder =
        RunFolder.create(
            temp.resolve("memory"),
            new RunManifest(
                manifest.schemaVersion(),
                manifest.runId(),
                manifest.createdAt(),
                manifest.commandLine(),
                manifest.versions(),
                manifest.plan(),
                new Host(
                    host.hostname(),
                    host.kernel(),
                    host.cpuModel(),
                    host.cpus(),
                    host.memoryBytes(),
                    host.governor(),
                    host.clockSource(),
                    fileSystem,
                    device,
                    host.queue(),
                    host.writeCache(),
                    host.virtualisation(),
                    host.settings())));
    folder.append(run.trials());

    assertThat(render(folder))
        .contains("the target is in memory: " + named)
        .contains("The target is in memory (" + named + "): no disk was measured.");
    assertThat(plain).doesNotContainIgnoringCase("the target is in memory");
  }

  @Test
  void shouldLinkOnlyToWhatIsThere() {
    assertThat(
            Pattern.compile("href=\"#([^\"]*)\"")
                .matcher(plain)
                .results()
                .map(r -> r.group(1))
                .toList())
        .hasSizeGreaterThan(16)
        .allMatch(target -> plain.contains("id=\"" + target + "\""));
  }

  @Test
  void shouldBeTheSameEveryTime() throws IOException {
    assertThat(page(new GeneratedRun(3))).isEqualTo(plain);
  }

  @Test
  void shouldEscapeWhatTheRecordSays() throws IOException {
    RunFolder folder =
        new GeneratedRun(3)
            .rounds(1)
            .writeTo(temp.resolve("hostile"), trial -> failed(trial, "<b>&reason</b>"));

    assertThat(render(folder)).contains("&lt;b&gt;&amp;reason&lt;/b&gt;").doesNotContain("<b>&");
  }

  @Test
  void shouldShowTheWordAndTheReasonInPlaceOfAFigure() throws IOException {
    GeneratedRun run = new GeneratedRun(3).rounds(1);
    RunFolder folder = RunFolder.create(temp.resolve("bad"), run.manifest());
    for (TrialRecord trial : run.trials()) {
      folder.append(
          List.of(
              trial.cell().engine().equals("aio")
                  ? failed(trial, "io_submit: EIO at 512")
                  : trial));
    }

    String page = render(folder);

    assertThat(page)
        .contains("<strong class=\"word\">FAILED</strong>")
        .contains("<span class=\"reason\">io_submit: EIO at 512</span>")
        .contains(
            "8 cells are FAILED.",
            "aio, iozone write 16k: io_submit: EIO at 512",
            "one trial: no interval");
  }

  @Test
  void shouldReportADamagedJournalByLine() throws IOException {
    RunFolder folder = new GeneratedRun(3).rounds(2).writeTo(temp.resolve("cut"));
    Path journal = folder.path().resolve("trials.jsonl");
    String text = Files.readString(journal);
    Files.writeString(journal, text.substring(0, text.length() - 30));

    assertThat(render(RunFolder.open(folder.path()))).contains("trials.jsonl line 64: was cut off");
  }

  @Test
  void shouldReportARunThatHasNotBegun() throws IOException {
    RunFolder folder = RunFolder.create(temp.resolve("empty"), new GeneratedRun(3).manifest());

    assertThat(render(folder)).contains("not run", "no trial");
  }

  @Test
  void shouldSayWhyChartsAreMissingOnAMachineWithoutFonts() throws IOException {
    RunFolder folder = new GeneratedRun(3).writeTo(temp.resolve("fontless"));
    Path file = temp.resolve("report.html");

    HtmlReport.write(RunAnalysis.of(folder), file, Optional.of("no fonts"));

    assertThat(Files.readString(file))
        .contains("The charts are missing: no fonts.", "2009: 39,133")
        .doesNotContain("class=\"chart\"", "<figure");
  }

  private static TrialRecord failed(TrialRecord trial, String reason) {
    return TestRecords.trial(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        TrialStatus.FAILED,
        reason,
        trial.control(),
        trial.cell(),
        trial.startedAt(),
        trial.wallNanos(),
        null,
        null,
        null,
        null);
  }

  private static boolean order(String page, String... parts) {
    int at = -1;
    for (String part : parts) {
      at = page.indexOf(part.substring(1, part.length() - 1) + "<span class=\"detail\"", at + 1);
      if (at < 0) {
        return false;
      }
    }
    return true;
  }

  private String page(GeneratedRun run) throws IOException {
    return render(run.writeTo(temp.resolve("run")));
  }

  private String render(RunFolder folder) throws IOException {
    return render(folder, temp);
  }

  private static String render(RunFolder folder, Path where) throws IOException {
    Path file = where.resolve("report.html");
    HtmlReport.write(RunAnalysis.of(folder), file);
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
