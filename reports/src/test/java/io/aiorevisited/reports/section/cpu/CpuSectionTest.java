package io.aiorevisited.reports.section.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.cpu.LedgeredRun;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.LedgerCost;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.reports.HtmlReport;
import io.aiorevisited.reports.section.cpu.CpuSection.CostEntry;
import io.aiorevisited.reports.section.cpu.CpuSection.CostTable;
import io.aiorevisited.reports.section.cpu.CpuSection.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuSectionTest {

  @TempDir Path temp;

  @Test
  void shouldShowTheWholeRunBeside2009() throws IOException {
    Matrix matrix = section().matrix();

    assertThat(matrix.rows()).extracting("name").containsExactly("native", "qemu", "qemu+aio");
    assertThat(matrix.rows().get(0).of2009()).isEmpty();
    assertThat(matrix.rows().get(1).of2009()).containsExactly("1,546", "96.4", "109");
    assertThat(matrix.rows().get(2).of2009()).containsExactly("1,537", "74.2", "73.2");
    assertThat(matrix.ratios())
        .extracting("what")
        .containsExactly("real", "user + sys", "user", "sys");
    assertThat(matrix.ratios())
        .extracting("of2009")
        .containsExactly("0.99", "0.72", "0.77", "0.67");
    assertThat(matrix.ratios().get(1).today()).isEqualTo("0.57");
    assertThat(matrix.ratios().get(2).today()).isEqualTo("0.50");
    assertThat(matrix.ratios().get(3).today()).isEqualTo("0.60");
  }

  @Test
  void shouldShowWhatFioWouldHaveSaidBesideTheTruth() throws IOException {
    CostTable table = section().tables().get(0);
    CostEntry pool = entry(table, "qemu");
    CostEntry aio = entry(table, "qemu+aio");

    assertThat(pool.perRequest()).isEqualTo("70.0");
    assertThat(pool.submitter()).isEqualTo("10.0");
    assertThat(pool.cost().figure()).isEqualTo("4.59");
    assertThat(pool.switches()).isEqualTo("4.00");
    assertThat(pool.verdict()).isNull();
    assertThat(aio.perRequest()).isEqualTo("40.0");
    assertThat(aio.submitter()).isEqualTo("40.0");
    assertThat(aio.verdict()).startsWith("LESS CPU -42.9 %");
    assertThat(table.stack().markup()).contains("home 0.655, others 3.932, JVM 0.459 CPU s/GiB");
    assertThat(table.scatter().markup()).contains("CPU s/GiB at");
  }

  @Test
  void shouldSayWhatTheLedgerCosts() throws IOException {
    RunFolder folder = LedgeredRun.write(new GeneratedRun(3), temp.resolve("run"));
    new LedgerCost(40, 4096, 870, 890.48, 400).write(folder.path());
    List<String> facts = CpuTables.of(RunAnalysis.of(folder), true).orElseThrow().ledger();

    assertThat(facts.get(0)).contains("0.50 ms of CPU time a pass");
    assertThat(facts.get(1)).contains("4,096 requests", "870 µs", "890 µs", "+5.0 ns a request");
    assertThat(facts.get(2)).contains("add up");
  }

  @Test
  void shouldPutTheSectionOnThePage() throws IOException {
    Path page = temp.resolve("report.html");
    HtmlReport.write(analysis(), page);

    assertThat(Files.readString(page))
        .contains("id=\"cpu\"", "The whole benchmark run, seconds", "fio: 10.0 µs")
        .contains("2009: 96.4", "1.00 wake-ups", "4.00 switches")
        .doesNotContain("id=\"profile\"");
  }

  @Test
  void shouldDoWithoutCharts() throws IOException {
    CostTable table = CpuTables.of(analysis(), false).orElseThrow().tables().get(0);
    assertThat(table.stack()).isNull();
    assertThat(table.scatter()).isNull();
  }

  @Test
  void shouldHaveNothingToSayWithoutALedger() throws IOException {
    RunFolder folder = new GeneratedRun(3).writeTo(temp.resolve("bare"));
    assertThat(CpuTables.of(RunAnalysis.of(folder), true)).isEmpty();
  }

  private CpuSection section() throws IOException {
    return CpuTables.of(analysis(), true).orElseThrow();
  }

  private RunAnalysis analysis() throws IOException {
    return RunAnalysis.of(LedgeredRun.write(new GeneratedRun(3), temp.resolve("run")));
  }

  private static CostEntry entry(CostTable table, String name) {
    return table.rows().stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow()
        .entries()
        .get(0);
  }
}
