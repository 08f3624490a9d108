package io.aiorevisited.reports.section.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.ProfileRecord;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.ProfileIndex;
import io.aiorevisited.analysis.record.folder.ProfileIndex.Difference;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.reports.HtmlReport;
import io.aiorevisited.reports.ProfileReport;
import io.aiorevisited.reports.section.cpu.ProfileSection.Row;
import io.aiorevisited.reports.section.cpu.ProfileSection.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileSectionTest {
  private static final String STACKS =
      """
      [home thread];io/aiorevisited/workloads/Pass.run_[j] 25
      [home thread];io/aiorevisited/workloads/Pass.run_[j];__pread64;vfs_read_[k] 70
      [home thread];strange 5
      """;

  @TempDir Path temp;
  private RunFolder folder;
  private Cell condition;

  @BeforeEach
  void makeRun() throws IOException {
    folder = new GeneratedRun(3).writeTo(temp.resolve("run"));
    condition = folder.trials().get(0).cell().condition();
    Files.createDirectory(folder.path().resolve("profiles"));
    Files.writeString(folder.path().resolve("profiles/a.collapsed"), STACKS);
    Files.writeString(
        folder.path().resolve("profiles/b.collapsed"), STACKS.replace("vfs_read_[k]", "futex"));
  }

  @Test
  void shouldShowLayersThatAddUpBesideTheFlameGraph() throws IOException {
    write(List.of(taken("threads", "a", "perf_events", true), taken("aio", "b", "ctimer", false)));
    ProfileSection section = ProfileSection.of(RunAnalysis.of(folder)).orElseThrow();
    Table table = section.tables().get(0);

    assertThat(table.engines()).extracting("engine").containsExactly("threads", "aio");
    assertThat(table.engines()).extracting("flameGraph").contains("profiles/a.html");
    assertThat(share(table, "our Java", 0)).isEqualTo("25.0 %");
    assertThat(share(table, "file system and block layer", 0)).isEqualTo("70.0 %");
    assertThat(share(table, "scheduling and futex", 1)).isEqualTo("70.0 %");
    assertThat(share(table, "unknown", 0)).isEqualTo("5.0 %");
    assertThat(table.unknown()).isEqualTo("strange");
    assertThat(table.rows().stream().mapToDouble(row -> number(row, 0)).sum()).isEqualTo(100.0);
    assertThat(table.differences()).extracting("href").containsExactly("profiles/d.html");
    assertThat(String.join(" ", section.how()))
        .contains("Linux perf events", "ctimer", "At most 5.0 %");
  }

  @Test
  void shouldSayThatTheKernelIsNotSeen() throws IOException {
    write(List.of(taken("aio", "b", "ctimer", false)));
    assertThat(ProfileSection.of(RunAnalysis.of(folder)).orElseThrow().how())
        .anyMatch(sentence -> sentence.contains("Stacks end where the kernel begins"));
  }

  @Test
  void shouldSayWhyThereIsNoProfile() throws IOException {
    write(
        List.of(
            ProfileRecord.failed(condition.withEngine("aio"), "no library"),
            taken("threads", "missing", "wall", false)));
    ProfileSection section = ProfileSection.of(RunAnalysis.of(folder)).orElseThrow();

    assertThat(section.tables()).isEmpty();
    assertThat(section.problems()).hasSize(2).anyMatch(p -> p.contains("no library"));
    Path page = temp.resolve("report.html");
    HtmlReport.write(RunAnalysis.of(folder), page);
    assertThat(Files.readString(page)).contains("No profile: aio", "no library");
  }

  @Test
  void shouldPutTheTableOnThePage() throws IOException {
    write(List.of(taken("threads", "a", "perf_events", true)));
    Path page = temp.resolve("report.html");
    HtmlReport.write(RunAnalysis.of(folder), page);

    assertThat(Files.readString(page))
        .contains("Where the CPU time goes", "<a href=\"profiles/a.html\">threads</a>", "70.0 %");
  }

  @Test
  void shouldShowNothingElseWhereOnlyProfilesWereAskedFor() throws IOException {
    folder = RunFolder.create(temp.resolve("profiles-only"), new GeneratedRun(3).manifest());
    Files.createDirectory(folder.path().resolve("profiles"));
    Files.writeString(folder.path().resolve("profiles/a.collapsed"), STACKS);
    write(List.of(taken("threads", "a", "perf_events", true)));
    Path page = temp.resolve("report.html");
    HtmlReport.write(RunAnalysis.of(folder), page);

    String text = Files.readString(page);
    assertThat(text)
        .contains("<h1>Where does the CPU time go on", "70.0 %", "Host and plan")
        .doesNotContain(
            "id=\"throughput\"",
            "id=\"claims\"",
            "id=\"sure\"",
            "not run",
            "Rounds",
            "control arm");
    assertThat(
            Pattern.compile("<h2 [^>]*>([^<]*)</h2>").matcher(text).results().map(r -> r.group(1)))
        .containsExactly("Where the CPU time goes", "Host and plan");
  }

  @Test
  void shouldPrintTheLayersOnATerminal() throws IOException {
    write(List.of(taken("threads", "a", "perf_events", true), taken("aio", "b", "ctimer", false)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProfileReport.of(RunAnalysis.of(folder))
        .orElseThrow()
        .print(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(text)
        .containsPattern("threads +aio")
        .containsPattern("our Java +25\\.0 % +25\\.0 %")
        .containsPattern("file system and block layer +70\\.0 % +0\\.0 %")
        .contains("threads: profiles/a.html", "from threads to aio: profiles/d.html");
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void shouldHaveNothingToSayWhereNoProfileWasAskedFor() {
    assertThat(ProfileReport.of(RunAnalysis.of(folder))).isEmpty();
    assertThat(ProfileSection.of(RunAnalysis.of(folder))).isEmpty();
  }

  private void write(List<ProfileRecord> profiles) throws IOException {
    new ProfileIndex(
            profiles, List.of(new Difference(condition, "threads", "aio", "profiles/d.html")))
        .write(folder.path());
  }

  private ProfileRecord taken(String engine, String name, String event, boolean kernel) {
    String file = "profiles/" + name;
    return new ProfileRecord(
        condition.withEngine(engine),
        event,
        kernel,
        100,
        file + ".jfr",
        file + ".collapsed",
        file + ".html",
        null);
  }

  private static String share(Table table, String layer, int engine) {
    return row(table, layer).shares().get(engine).written();
  }

  private static double number(Row row, int engine) {
    return Double.parseDouble(row.shares().get(engine).written().replace(" %", ""));
  }

  private static Row row(Table table, String layer) {
    return table.rows().stream().filter(r -> r.layer().equals(layer)).findFirst().orElseThrow();
  }
}
