package io.aiorevisited.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.RunComparison;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralRunsIT {

  @TempDir Path temp;
  private RunAnalysis first;
  private RunAnalysis second;

  @BeforeEach
  void makeRuns() throws IOException {
    first =
        RunAnalysis.of(new GeneratedRun(1).rounds(12).noise(0.005).writeTo(temp.resolve("first")));
    second =
        RunAnalysis.of(
            new GeneratedRun(2)
                .rounds(12)
                .noise(0.005)
                .engine("aio", 1.2)
                .hostname("faster-host")
                .writeTo(temp.resolve("second")));
  }

  @Test
  void shouldShowRunsSideBySideWithoutJudgingAcrossThem() throws IOException {
    SideBySide runs = SideBySide.of(List.of(first, second));
    String page = page(file -> write(runs, file));
    List<String> lines = printed(runs::print);

    assertThat(page)
        .contains("generated-1", "generated-2", "faster-host", "FASTER")
        .contains("class=\"chart\"");
    assertThat(page).doesNotContain("http://", "https://", "src=");
    assertThat(lines).allMatch(line -> line.length() <= 80);
    assertThat(lines)
        .anyMatch(line -> line.startsWith("[2] generated-2 on faster-host: aio moves 20 % more"))
        .anyMatch(line -> line.startsWith("differs: Host"))
        .anyMatch(line -> line.matches(" {15}\\[2\\] .* \\+\\d+\\.\\d % FASTER"));
  }

  @Test
  void shouldShowBeforeAndAfter() throws Exception {
    CompareReport report = CompareReport.of(RunComparison.of(first, second));
    String page = page(file -> write(report, file));
    List<String> lines = printed(report::print);

    assertThat(report.headline()).isEqualTo("After is FASTER in 8 of 24 cells.");
    assertThat(report.changed())
        .contains(new CompareReport.Changed("Host", "generated-host", "faster-host"));
    assertThat(page).contains("What changed from", "▲ FASTER", "class=\"chart\"");
    assertThat(lines).allMatch(line -> line.length() <= 80);
    assertThat(lines).anyMatch(line -> line.matches("iozone write 16k +\\+\\d.*FASTER"));
  }

  @Test
  void shouldNameCellsByWhatTellsThemApart() throws Exception {
    GeneratedRun run = new GeneratedRun(3).rounds(2).conditions(List.of(random(1), random(16)));
    RunAnalysis mixed = RunAnalysis.of(run.writeTo(temp.resolve("mixed")));
    SideBySide runs = SideBySide.of(List.of(mixed, mixed));
    CompareReport report = CompareReport.of(RunComparison.of(mixed, mixed));

    assertThat(runs.conditions())
        .extracting(SideBySide.ConditionRows::condition)
        .containsExactly("random read 4k qd1 of 16M", "random read 4k qd16 of 16M");
    assertThat(report.rows())
        .extracting(CompareReport.Row::condition)
        .containsOnly("random read 4k qd1", "random read 4k qd16");
    assertThat(printed(runs::print))
        .contains("all cells: unsplit, written, direct, huge pages, placed free, of 16M");
    assertThat(printed(report::print))
        .contains("all cells: unsplit, written, direct, huge pages, placed free, of 16M");
  }

  private static Cell random(int depth) {
    return TestRecords.cell("", "random", "read", 4096, depth, 0, "written", "none", 16 << 20);
  }

  private String page(Consumer<Path> writer) throws IOException {
    Path file = temp.resolve("page.html");
    writer.accept(file);
    return Files.readString(file);
  }

  private static void write(Object model, Path file) {
    try {
      if (model instanceof SideBySide runs) {
        HtmlReport.write(runs, file);
      } else {
        HtmlReport.write((CompareReport) model, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> printed(Consumer<PrintStream> printer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    printer.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
