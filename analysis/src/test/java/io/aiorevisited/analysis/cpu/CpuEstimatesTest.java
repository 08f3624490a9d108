package io.aiorevisited.analysis.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuEstimatesTest {
  private static final List<String> ENGINES = List.of("psync", "threads", "aio");

  @TempDir Path temp;

  @Test
  void shouldChargeAPoolWithItsWorkers() throws IOException {
    RunAnalysis analysis = analysis(new GeneratedRun(3));
    CpuEstimates estimates = CpuEstimates.of(analysis);
    Cell condition = analysis.conditions().get(0);
    CellCpu pool = estimates.of(condition.withEngine("threads"), false).orElseThrow();

    assertThat(condition.blockSizeBytes()).isEqualTo(16 << 10);
    assertThat(pool.microsPerRequest().mean()).isEqualTo(70.0);
    assertThat(pool.submitterMicrosPerRequest()).isEqualTo(10.0);
    assertThat(pool.microsPerRequest(CpuPart.COMPILER)).isEqualTo(7.0);
    // A GiB takes 65536 requests of 16k.
    assertThat(pool.secondsPerGib().mean()).isCloseTo(65536 * 70e-6, within(1e-9));
    assertThat(pool.mean(TrialCpu::engineSwitchesPerRequest)).isEqualTo(4.0);
    assertThat(pool.mean(TrialCpu::wakeUpsPerRequest)).isEqualTo(1.0);
    assertThat(pool.mean(TrialCpu::syscallsPerRequest)).isEqualTo(4.0);
    assertThat(pool.trials().get(0).deviceRequestsPerRequest()).hasValue(1.0);
  }

  @Test
  void shouldHaveNoFigureOfATrialWithoutALedgerInEveryPass() throws IOException {
    GeneratedRun run = new GeneratedRun(3);
    RunFolder folder =
        LedgeredRun.write(run, temp.resolve("run"), trial -> withoutLastLedger(trial));

    assertThat(CpuEstimates.of(RunAnalysis.of(folder)).all()).isEmpty();
  }

  @Test
  void shouldAddUpTheWholeMatrixARound() throws IOException {
    RunAnalysis analysis = analysis(new GeneratedRun(3));
    MatrixCpu matrix = MatrixCpu.of(analysis, CpuEstimates.of(analysis), ENGINES);
    double requests =
        analysis.conditions().stream().mapToDouble(c -> c.sizeBytes() / c.requestBytes()).sum();

    assertThat(matrix.conditions()).isEqualTo(analysis.conditions());
    assertThat(matrix.rows()).extracting(MatrixCpu.Row::engine).isEqualTo(ENGINES);
    MatrixCpu.Row pool = matrix.rows().get(1);
    assertThat(pool.user().mean()).isCloseTo(requests * 20e-6, within(1e-5));
    assertThat(pool.system().mean()).isCloseTo(requests * 50e-6, within(1e-5));
    assertThat(pool.processUser().mean()).isCloseTo(requests * 27e-6, within(1e-5));
    assertThat(pool.total().mean()).isCloseTo(requests * 70e-6, within(1e-5));
    assertThat(ratio(matrix, MatrixCpu.Part.TOTAL)).isCloseTo(40.0 / 70, within(1e-6));
    assertThat(ratio(matrix, MatrixCpu.Part.USER)).isCloseTo(10.0 / 20, within(1e-6));
    assertThat(ratio(matrix, MatrixCpu.Part.SYSTEM)).isCloseTo(30.0 / 50, within(1e-6));
  }

  @Test
  void shouldLeaveOutRoundsThatLackACell() throws IOException {
    RunAnalysis whole = analysis(new GeneratedRun(3));
    Cell first = whole.conditions().get(0).withEngine("aio");
    RunFolder folder =
        LedgeredRun.write(
            new GeneratedRun(3),
            temp.resolve("gap"),
            trial ->
                trial.cell().equals(first) && trial.round() == 2
                    ? withoutLastLedger(trial)
                    : trial);
    RunAnalysis analysis = RunAnalysis.of(folder);
    MatrixCpu matrix = MatrixCpu.of(analysis, CpuEstimates.of(analysis), ENGINES);

    int rounds = analysis.manifest().plan().rounds();
    assertThat(matrix.rows().get(2).rounds()).hasSize(rounds - 1).doesNotContainKey(2);
    assertThat(matrix.ratio("aio", "threads", MatrixCpu.Part.REAL).orElseThrow().rounds())
        .isEqualTo(rounds - 1);
  }

  private static double ratio(MatrixCpu matrix, MatrixCpu.Part part) {
    return matrix.ratio("aio", "threads", part).orElseThrow().fieller().ratio();
  }

  private RunAnalysis analysis(GeneratedRun run) throws IOException {
    return RunAnalysis.of(LedgeredRun.write(run, temp.resolve("whole")));
  }

  private static TrialRecord withoutLastLedger(TrialRecord trial) {
    List<PassRecord> passes = new ArrayList<>(trial.passes());
    PassRecord last = passes.remove(passes.size() - 1);
    passes.add(
        TestRecords.pass(
            last.durationNanos(), last.bytes(), last.requests(), last.allocatedBytes()));
    return TestRecords.trial(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        trial.status(),
        trial.reason(),
        trial.control(),
        trial.cell(),
        trial.startedAt(),
        trial.wallNanos(),
        trial.warmups(),
        passes,
        trial.receipts(),
        trial.result().warmupReceipts(),
        trial.gates(),
        trial.latency(),
        trial.submission());
  }
}
