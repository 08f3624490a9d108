package io.aiorevisited.reports.section.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.cpu.BeyondFloor;
import io.aiorevisited.analysis.cpu.LedgeredRun;
import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.analysis.record.programs.DaemonRecord;
import io.aiorevisited.reports.HtmlReport;
import io.aiorevisited.reports.TerminalReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonSectionTest {

  /** The way alone moves four times as much, so it is a quarter of a request's time. */
  private static final double FLOOR_RATIO = 4;

  private static final long DAEMON_MICROS_A_REQUEST = 50;

  @TempDir Path folder;

  @Test
  void shouldTakeTheWayOffInEachRound() throws IOException {
    List<BeyondFloor> cells = BeyondFloor.of(analysis("qsd-native", "qsd-null"));

    assertThat(cells).hasSize(2).allMatch(cell -> cell.arm().cell().engine().equals("qsd-native"));
    for (BeyondFloor cell : cells) {
      double whole = cell.time().whole();
      assertThat(cell.time().rounds()).isEqualTo(6);
      assertThat(cell.time().floor()).isCloseTo(whole / FLOOR_RATIO, within(0.02 * whole));
      assertThat(cell.time().beyond().mean()).isCloseTo(0.75 * whole, within(0.02 * whole));
      assertThat(cell.cpu().orElseThrow().whole()).as("40 at home").isEqualTo(90);
      assertThat(cell.daemonCpuMicros()).isEqualTo(50);
      assertThat(cell.cpu().orElseThrow().beyond().mean()).isZero();
    }
  }

  @Test
  void shouldTakeCpuTimeFromRoundsInWhichTheFloorHasALedgerToo() throws IOException {
    List<BeyondFloor> cells =
        BeyondFloor.of(
            analysis(
                trial ->
                    trial.round() > 1 || !trial.cell().engine().startsWith("qsd-")
                        ? withDaemon(trial, DAEMON_MICROS_A_REQUEST)
                        : trial.cell().engine().equals("qsd-null")
                            ? withPasses(trial, DaemonSectionTest::withoutLedger)
                            : withDaemon(trial, 10 * DAEMON_MICROS_A_REQUEST),
                "qsd-native",
                "qsd-null"));

    assertThat(cells)
        .isNotEmpty()
        .allSatisfy(
            cell -> {
              assertThat(cell.cpu().orElseThrow().rounds()).isEqualTo(5);
              assertThat(cell.daemonCpuMicros()).isEqualTo(50);
            });
  }

  @Test
  void shouldTakeOffTheWayToTheDaemonOfTheSameBuild() throws IOException {
    RunAnalysis analysis =
        analysis("qsd-native", "qsd-null", "qsd-native@10.1", "qsd-null@10.1", "qsd-threads@9");

    List<BeyondFloor> cells = BeyondFloor.of(analysis);

    assertThat(cells)
        .extracting(cell -> cell.arm().cell().engine())
        .as("one without a floor is left out")
        .containsOnly("qsd-native", "qsd-native@10.1");
    for (BeyondFloor cell : cells) {
      double whole = cell.time().whole();
      double ratio = cell.arm().cell().engine().equals("qsd-native") ? FLOOR_RATIO : 2;
      assertThat(cell.time().floor()).isCloseTo(whole / ratio, within(0.02 * whole));
    }
    assertThat(DaemonSection.of(analysis).rows())
        .anyMatch(row -> row.name().equals("qsd-native@10.1, iozone read 16k"));
  }

  @Test
  void shouldTellTheControlFromTheEngineThatItRepeats() throws IOException {
    RunFolder run =
        LedgeredRun.write(
            new GeneratedRun(7)
                .engines(List.of("threads"))
                .engine("qsd-null", FLOOR_RATIO)
                .conditions(List.of(GeneratedRun.iozone("read", 16 << 10)))
                .rounds(6),
            folder.resolve("run"),
            trial -> withPasses(trial, pass -> withDaemon(pass, DAEMON_MICROS_A_REQUEST)));

    assertThat(DaemonSection.of(RunAnalysis.of(run)).rows())
        .extracting(DaemonSection.Row::name)
        .containsExactly("threads, iozone read 16k", "threads (control), iozone read 16k");
  }

  @Test
  void shouldBeLeftOutWithoutTheFloor() throws IOException {
    DaemonSection section = DaemonSection.of(analysis("qsd-native"));

    assertThat(section.rows()).isEmpty();
  }

  @Test
  void shouldShowItOnThePageAndOnTheTerminal() throws IOException {
    RunAnalysis analysis = analysis("qsd-native", "qsd-null");
    Path page = folder.resolve("report.html");

    HtmlReport.write(analysis, page);

    assertThat(page)
        .content()
        .contains("and no virtio but in those of")
        .contains("QEMU's part, and the way to it", "qsd-native, iozone read 16k")
        .contains("qemu-storage-daemon version 7.2", "no I/O: the way to the daemon");
    assertThat(TerminalReport.of(analysis).lines())
        .anyMatch(line -> line.startsWith("Through the storage daemon"))
        .anyMatch(
            line -> line.matches("qsd-native, iozone read 16k +[0-9.]+ +[0-9.]+  [0-9.]+ \\+-.*"))
        .allMatch(line -> line.length() <= 80);
  }

  private RunAnalysis analysis(String... engines) throws IOException {
    return analysis(trial -> withDaemon(trial, DAEMON_MICROS_A_REQUEST), engines);
  }

  private RunAnalysis analysis(UnaryOperator<TrialRecord> daemons, String... engines)
      throws IOException {
    GeneratedRun run =
        new GeneratedRun(7)
            .engines(List.of("threads"))
            .conditions(
                List.of(
                    GeneratedRun.iozone("read", 16 << 10), GeneratedRun.iozone("write", 16 << 10)))
            .rounds(6)
            .noise(0.004);
    for (String engine : engines) {
      run.engine(
          engine, engine.equals("qsd-null") ? FLOOR_RATIO : engine.equals("qsd-null@10.1") ? 2 : 1);
    }
    RunFolder written = LedgeredRun.write(run, folder.resolve("run"), daemons);
    assertThat(written.problems()).isEmpty();
    return RunAnalysis.of(written);
  }

  private static TrialRecord withDaemon(TrialRecord trial, long microsARequest) {
    return trial.cell().engine().startsWith("qsd-")
        ? withPasses(trial, pass -> withDaemon(pass, microsARequest))
        : trial;
  }

  private static TrialRecord withPasses(TrialRecord trial, UnaryOperator<PassRecord> passes) {
    TrialResult result = trial.result();
    return new TrialRecord(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        trial.attempt(),
        trial.status(),
        trial.reason(),
        trial.control(),
        trial.cell(),
        trial.startedAt(),
        trial.wallNanos(),
        new TrialResult(
            result.warmups(),
            result.passes().stream().map(passes).toList(),
            result.warmupReceipts(),
            result.receipts(),
            result.gates(),
            result.latency(),
            result.submission(),
            result.buffers(),
            result.resting(),
            null,
            new DaemonRecord("qemu-storage-daemon version 7.2", List.of("setpriv", "--export")),
            null));
  }

  private static PassRecord withoutLedger(PassRecord pass) {
    return TestRecords.pass(
        pass.durationNanos(), pass.bytes(), pass.requests(), pass.allocatedBytes(), null);
  }

  private static PassRecord withDaemon(PassRecord pass, long microsARequest) {
    CpuLedgerRecord cpu = pass.cpu();
    return TestRecords.pass(
        pass.durationNanos(),
        pass.bytes(),
        pass.requests(),
        pass.allocatedBytes(),
        new CpuLedgerRecord(
            cpu.home(),
            cpu.engine(),
            cpu.compiler(),
            cpu.collector(),
            cpu.jvmOther(),
            cpu.exited(),
            cpu.exitedThreads(),
            cpu.process(),
            cpu.gapMicros(),
            cpu.addsUp(),
            cpu.ledgerMicros(),
            cpu.host(),
            cpu.homeSwitches(),
            cpu.engineSwitches(),
            cpu.processSwitches(),
            cpu.device(),
            new CpuTime(0, microsARequest * pass.requests()),
            null));
  }
}
