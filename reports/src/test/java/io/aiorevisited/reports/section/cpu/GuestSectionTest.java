package io.aiorevisited.reports.section.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.GuestRun;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.reports.CsvExport;
import io.aiorevisited.reports.HtmlReport;
import io.aiorevisited.reports.TerminalReport;
import io.aiorevisited.reports.section.AnswerSection;
import io.aiorevisited.reports.section.ThroughputSection;
import io.aiorevisited.reports.section.ThroughputTable;
import io.aiorevisited.reports.section.ThroughputTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestSectionTest {

  @TempDir Path folder;

  @Test
  void shouldSayWhichFiguresHaveNoGuest() throws IOException {
    Path page = folder.resolve("report.html");
    HtmlReport.write(analysis("tcg"), page);

    assertThat(page)
        .content()
        .contains("in all other figures there is no guest")
        .doesNotContain("There is no guest");
  }

  @Test
  void shouldPutTheRealRowsOf2009BesideTheModels() throws IOException {
    ThroughputTable iozone = ThroughputTables.of(analysis("tcg")).get(0);

    assertThat(iozone.rows())
        .extracting(ThroughputTable.Row::name)
        .containsExactly("native", "qemu", "qemu+aio", "qemu real", "qemu+aio real", "control");
    assertThat(iozone.rows().get(3).detail()).isEqualTo("guest-threads (TCG)");
    assertThat(iozone.rows().get(3).has2009()).isTrue();
    assertThat(iozone.rows())
        .filteredOn(ThroughputTable.Row::isDrawn)
        .extracting(ThroughputTable.Row::engine)
        .containsExactly("psync", "threads", "aio", "threads");
  }

  @Test
  void shouldSayTcgBesideEveryFigureOfAGuest() throws IOException {
    RunAnalysis analysis = analysis("tcg");

    List<ThroughputSection.Row> rows = ThroughputSection.of(analysis, false).tables().get(0).rows();
    assertThat(rows)
        .filteredOn(row -> row.name().endsWith("real"))
        .hasSize(2)
        .flatExtracting(ThroughputSection.Row::entries)
        .allSatisfy(entry -> assertThat(entry.figure()).endsWith(" TCG"));
    assertThat(rows)
        .filteredOn(row -> !row.name().endsWith("real"))
        .flatExtracting(ThroughputSection.Row::entries)
        .allSatisfy(entry -> assertThat(entry.figure()).doesNotContain("TCG"));
    CpuSection cpu = CpuTables.of(analysis, false).orElseThrow();
    assertThat(cpu.tables().get(0).rows())
        .filteredOn(row -> row.name().endsWith("real"))
        .hasSize(2)
        .flatExtracting(CpuSection.CostRow::entries)
        .allSatisfy(entry -> assertThat(entry.cost().figure()).endsWith(" TCG"));
    assertThat(cpu.matrix().rows())
        .filteredOn(row -> row.name().endsWith("real"))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.user().figure()).endsWith(" TCG"))
        .allSatisfy(row -> assertThat(row.of2009()).hasSize(3));
    assertThat(cpu.matrix().ratios())
        .anyMatch(
            ratio -> ratio.what().equals("real guests, user") && ratio.today().endsWith("TCG"));
  }

  @Test
  void shouldSayWhatOfQemuSpentTheTime() throws IOException {
    GuestSection section = GuestSection.of(analysis("tcg"));

    assertThat(section.parts()).hasSize(6);
    // 65536 requests of 16k a GiB: 100 us of the vCPU, 40 us of the main loop.
    assertThat(section.parts().get(1).name()).isEqualTo("guest-native (TCG), iozone read 16k");
    assertThat(section.parts().get(1).vcpu()).isEqualTo("6.55");
    assertThat(section.parts().get(1).mainLoop()).isEqualTo("2.62");
    assertThat(section.parts().get(1).all().figure()).isEqualTo("9.18");
    assertThat(section.pairs())
        .hasSize(3)
        .allSatisfy(pair -> assertThat(pair.verdict()).endsWith("FASTER"))
        .allSatisfy(
            pair -> assertThat(pair.name()).startsWith("guest-native (TCG) / guest-threads"));
    assertThat(section.ofNative()).isEmpty();
  }

  @Test
  void shouldSayOnTheFirstScreenHowGuestsStand() throws IOException {
    assertThat(AnswerSection.of(analysis("tcg")).holds())
        .extracting(AnswerSection.Held::what)
        .contains(
            "guest-native (TCG) against guest-threads, throughput",
            "guest-native (TCG) against guest-threads, CPU time");
  }

  @Test
  void shouldHoldGuestsUnderKvmAgainstNative() throws IOException {
    GuestSection section = GuestSection.of(analysis("kvm"));

    assertThat(section.ofNative())
        .hasSize(6)
        .allSatisfy(row -> assertThat(row.name()).contains(" / psync, "));
    assertThat(section.summary()).contains("KVM");
  }

  @Test
  void shouldShowItOnThePageOnTheTerminalAndInTheTable() throws IOException {
    RunAnalysis analysis = analysis("tcg");
    Path page = folder.resolve("report.html");
    Path csv = folder.resolve("tables.csv");

    HtmlReport.write(analysis, page);
    CsvExport.write(analysis, csv);

    assertThat(page)
        .content()
        .contains("Real guests of QEMU (TCG)", "QEMU emulator version 7.2.22", "Linux 6.1.0-56")
        .contains("no boot marker within 20 s")
        .doesNotContain("against psync on the host");
    assertThat(TerminalReport.of(analysis).lines())
        .anyMatch(line -> line.startsWith("qemu+aio real"))
        .anyMatch(line -> line.startsWith("  guest, TCG"))
        .anyMatch(line -> line.startsWith("CPU s/GiB of QEMU"))
        .allMatch(line -> line.length() <= 80);
    assertThat(Files.readAllLines(csv))
        .filteredOn(line -> line.contains("guest-"))
        .allMatch(line -> line.endsWith(",tcg") || line.endsWith(",TCG"));
    assertThat(Files.readAllLines(csv)).anyMatch(line -> line.startsWith("guest,guest-native,"));
  }

  private RunAnalysis analysis(String accelerator) throws IOException {
    return RunAnalysis.of(GuestRun.write(folder.resolve("run"), accelerator));
  }
}
