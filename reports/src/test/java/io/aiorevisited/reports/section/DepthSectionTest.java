package io.aiorevisited.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.cpu.LedgeredRun;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.reports.HtmlReport;
import io.aiorevisited.reports.TerminalReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DepthSectionTest {

  @TempDir Path temp;

  @Test
  void shouldDrawACurveOfEveryFigureThatWasMeasured() throws IOException {
    DepthSection section = DepthSection.of(analysis(1, 4, 32, 128)).orElseThrow();

    assertThat(section.groups())
        .extracting(DepthSection.Group::title)
        .containsExactly("random read 4k", "dd read 20M");
    assertThat(section.groups().get(0).panels())
        .extracting(Panel::title)
        .containsExactly("Throughput", "CPU time of a request");
    assertThat(section.groups().get(0).panels().get(0).chart().markup())
        .contains("IOPS", "at depth 128;", "psync", "at depth 4 with fewer in flight")
        .contains("stroke-dasharray");
    assertThat(section.note()).contains("psync 1 of 4 to 5120", "threads 64 of 128 to 5120");
  }

  @Test
  void shouldBeLeftOutWhereNothingDiffersByDepth() throws IOException {
    assertThat(DepthSection.of(analysis(16))).isEmpty();
  }

  @Test
  void shouldNotLabelWhatIsNotInFlight() throws IOException {
    RunAnalysis analysis = analysis(1, 16);
    Path page = temp.resolve("page.html");
    HtmlReport.write(analysis, page);

    assertThat(Files.readString(page))
        .contains("What depth brings", "random, IOPS", "requests per second")
        .contains("psync, random read 4k qd1 of 16</th>", "aio, random read 4k qd16</th>")
        .contains("<span class=\"then\">1 in flight</span>")
        .doesNotContain("psync, random read 4k qd16</th>");
    assertThat(TerminalReport.of(analysis).lines())
        .anyMatch(line -> line.matches("  in flight +1"))
        .anyMatch(line -> line.matches("  us a request +[0-9.,]+.*"))
        .anyMatch(line -> line.startsWith("random read 4k qd1 of 16 "))
        .allMatch(line -> line.length() <= 80);
  }

  private RunAnalysis analysis(int... depths) throws IOException {
    List<Cell> conditions = new ArrayList<>();
    for (int depth : depths) {
      conditions.add(
          TestRecords.cell("", "random", "read", 4096, depth, 0, "written", "none", 64 << 20));
      conditions.add(
          TestRecords.cell(
              "", "dd", "read", 20 << 20, 40 * depth, 512 << 10, "written", "none", 5L << 30));
    }
    return RunAnalysis.of(
        LedgeredRun.write(
            new GeneratedRun(1).rounds(2).conditions(conditions),
            temp.resolve("run"),
            UnaryOperator.identity()));
  }
}
