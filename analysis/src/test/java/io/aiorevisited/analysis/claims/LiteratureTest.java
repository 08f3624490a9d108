package io.aiorevisited.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with a known answer, which decide each claim of the literature each way. */
class LiteratureTest {

  @TempDir Path temp;

  @Test
  void shouldDecideWhetherIoUringIsPreadAtDepthOne() throws IOException {
    ClaimResult same = decide(Claim.L1, run(random(4096, 1)), Planted.NOTHING);
    assertThat(same.decision()).isEqualTo(Decision.SUPPORTED);
    assertThat(same.rule()).contains("0.971 to 1.030 times that of psync");
    assertThat(same.evidence())
        .containsPattern("throughput of uring by psync: (0\\.99|1\\.00)\\d \\(.*\\)")
        .contains("CPU time a request: 1.00", "over 10 rounds of 1 cell");
    assertThat(same.conditions()).containsExactly(random(4096, 1));

    assertThat(
            decide(Claim.L1, run(random(4096, 1)).engine("uring", 0.8), Planted.NOTHING).decision())
        .isEqualTo(Decision.NOT_SUPPORTED);
    assertThat(
            decide(Claim.L1, run(random(4096, 1)).engine("uring", 1.2), Planted.NOTHING).decision())
        .isEqualTo(Decision.NOT_SUPPORTED);
    assertThat(decide(Claim.L1, run(random(4096, 1)).noise(0.1), Planted.NOTHING).decision())
        .isEqualTo(Decision.INCONCLUSIVE);
    assertThat(decide(Claim.L1, run(random(4096, 1)).rounds(5), Planted.NOTHING).decision())
        .isEqualTo(Decision.INCONCLUSIVE);
  }

  @Test
  void shouldHoldBatchesOfIoUringAgainstLibaioByCpuTime() throws IOException {
    assertThat(decide(Claim.L2, run(random(4096, 32)), Planted.asClaimed(Claim.L2)).decision())
        .isEqualTo(Decision.SUPPORTED);
    assertThat(decide(Claim.L2, run(random(4096, 32)), Planted.NOTHING).decision())
        .as("no difference is less than 6 % and the margin")
        .isEqualTo(Decision.NOT_SUPPORTED);
    assertThat(decide(Claim.L2, run(random(4096, 32)), libaioNeeds(60)).decision())
        .as("50 % more is not 6 to 18 %")
        .isEqualTo(Decision.NOT_SUPPORTED);
    assertThat(decide(Claim.L2, run(random(4096, 32)), libaioNeeds(41.17)).decision())
        .as("at the edge of what was claimed")
        .isEqualTo(Decision.INCONCLUSIVE);
  }

  private static Planted libaioNeeds(double micros) {
    return Planted.NOTHING.cpu(cell -> cell.engine().equals("aio-ring-batch") ? micros : 40);
  }

  @Test
  void shouldDecideWhetherRegisteredBuffersSaveMoreOfLargerBlocks() throws IOException {
    ClaimResult grows = decide(Claim.L3, run(sizes()), Planted.asClaimed(Claim.L3));
    assertThat(grows.decision()).isEqualTo(Decision.SUPPORTED);
    assertThat(grows.evidence())
        .containsPattern("buffers: 1\\.25\\d \\(.*\\) at 4k, (2\\.00|1\\.99)\\d \\(.*\\) at 256k")
        .contains("the second by the first: 1.6", "over 10 rounds");

    assertThat(decide(Claim.L3, run(sizes()), Planted.NOTHING).decision())
        .isEqualTo(Decision.NOT_SUPPORTED);
    Planted constant = Planted.NOTHING.cpu(cell -> cell.engine().equals("uring-batch") ? 40 : 20);
    assertThat(decide(Claim.L3, run(sizes()), constant).decision())
        .as("a gain, but the same of all sizes")
        .isEqualTo(Decision.NOT_SUPPORTED);
    Planted edge =
        Planted.NOTHING.cpu(
            cell ->
                cell.engine().equals("uring-batch") || cell.blockSizeBytes() == 4096 ? 40 : 38.83);
    assertThat(decide(Claim.L3, run(sizes()), edge).decision()).isEqualTo(Decision.INCONCLUSIVE);
  }

  @Test
  void shouldDecideWhetherDeferringCompletionsDoesNothing() throws IOException {
    assertThat(decide(Claim.L4, run(random(4096, 32)), Planted.NOTHING).decision())
        .isEqualTo(Decision.SUPPORTED);
    Planted helps = Planted.NOTHING.cpu(cell -> cell.engine().equals("uring-fixed") ? 30 : 40);
    assertThat(decide(Claim.L4, run(random(4096, 32)), helps).decision())
        .isEqualTo(Decision.NOT_SUPPORTED);
    Planted edge = Planted.NOTHING.cpu(cell -> cell.engine().equals("uring-fixed") ? 41.2 : 40);
    assertThat(decide(Claim.L4, run(random(4096, 32)), edge).decision())
        .isEqualTo(Decision.INCONCLUSIVE);
  }

  @Test
  void shouldDecideWhetherAPollingThreadOnTheSameCoreCollapses() throws IOException {
    assertThat(decide(Claim.L5, run(onOneCore()), Planted.asClaimed(Claim.L5)).decision())
        .isEqualTo(Decision.SUPPORTED);
    assertThat(decide(Claim.L5, run(onOneCore()), Planted.NOTHING).decision())
        .isEqualTo(Decision.NOT_SUPPORTED);
    assertThat(
            decide(Claim.L5, run(onOneCore()).engine("uring-sqpoll", 0.515), Planted.NOTHING)
                .decision())
        .isEqualTo(Decision.INCONCLUSIVE);
    assertThat(decide(Claim.L5, run(random(4096, 32)), Planted.NOTHING).evidence())
        .startsWith(
            "uring-sqpoll and uring have no sound trial with O_DIRECT and --placement same. This"
                + " decides it: ./run.sh run ")
        .contains("--placement same");
  }

  @Test
  void shouldDecideWhatTheWayByWorkerThreadsCosts() throws IOException {
    ClaimResult claimed = decide(Claim.L6, run(random(4096, 1)), Planted.asClaimed(Claim.L6));
    assertThat(claimed.decision()).isEqualTo(Decision.SUPPORTED);
    assertThat(claimed.evidence())
        .containsPattern("takes (8\\.\\d|9\\.0) us longer \\(.* to .*\\) by uring than by psync")
        .contains("over 10 rounds of 1 cell");

    assertThat(decide(Claim.L6, run(random(4096, 1)), longer(90)).decision())
        .isEqualTo(Decision.NOT_SUPPORTED);
    assertThat(decide(Claim.L6, run(random(4096, 1)), longer(2)).decision())
        .isEqualTo(Decision.NOT_SUPPORTED);
    assertThat(decide(Claim.L6, run(random(4096, 1)).noise(0.1), longer(9)).decision())
        .isEqualTo(Decision.INCONCLUSIVE);
    assertThat(decide(Claim.L6, run(random(4096, 1)), Planted.NOTHING).evidence())
        .startsWith("No worker thread of the kernel (io-wq) carried out a request of uring")
        .endsWith(Claim.L6.decidingCall());
  }

  private static Planted longer(double micros) {
    return Planted.NOTHING.longer(cell -> cell.engine().equals("uring") ? micros : 0).byWorkers();
  }

  @Test
  void shouldNotCallAPoolOfThreadsIoUring() throws IOException {
    for (Claim claim : List.of(Claim.L1, Claim.L2, Claim.L4)) {
      ClaimResult result =
          decide(claim, run(random(4096, 1), random(4096, 32)), Planted.NOTHING.byWorkers());
      assertThat(result.decision()).isEqualTo(Decision.NOT_MEASURED);
      assertThat(result.evidence())
          .startsWith("In every cell worker threads of the kernel (io-wq) carried out requests");
    }
  }

  @Test
  void shouldSayExactlyWhatTheRunLacks() throws IOException {
    assertThat(decide(Claim.L1, run(random(4096, 32)), Planted.NOTHING).evidence())
        .startsWith(
            "uring and psync have no sound trial with one request in flight and O_DIRECT. This");
    assertThat(decide(Claim.L2, run(random(4096, 32)), UnaryOperator.identity()).evidence())
        .startsWith("No CPU ledger was kept. This decides it: ./run.sh run --rounds 10 --engines");
    assertThat(decide(Claim.L3, run(random(4096, 32)), Planted.NOTHING).evidence())
        .startsWith("No cell was measured at two block sizes and otherwise alike.");
    assertThat(decide(Claim.L3, run(sizes()), UnaryOperator.identity()).evidence())
        .startsWith("No CPU ledger was kept.");
    assertThat(decide(Claim.L1, run(random(4096, 1)).rounds(1), Planted.NOTHING).evidence())
        .startsWith("The run has 1 round, and a verdict takes 6");
    assertThat(decide(Claim.L1, run(random(4096, 1)), LiteratureTest::forbidden).evidence())
        .startsWith(
            "uring has no sound trial with one request in flight and O_DIRECT: UNSUPPORTED,"
                + " io_uring is disabled.");
  }

  private static TrialRecord forbidden(TrialRecord trial) {
    return trial.cell().engine().startsWith("uring")
        ? TestRecords.trial(
            trial.schemaVersion(),
            trial.trial(),
            trial.round(),
            TrialStatus.UNSUPPORTED,
            "io_uring is disabled",
            trial.control(),
            trial.cell(),
            trial.startedAt(),
            trial.wallNanos(),
            null,
            null,
            null,
            null)
        : Planted.NOTHING.apply(trial);
  }

  @Test
  void shouldConcernRunsOfIoUringOnly() throws IOException {
    assertThat(Literature.concerns(analysis(run(random(4096, 1)), Planted.NOTHING))).isTrue();
    assertThat(
            Literature.concerns(
                analysis(
                    new GeneratedRun(5).rounds(2).conditions(List.of(random(4096, 1))),
                    Planted.NOTHING)))
        .isFalse();
  }

  @Test
  void shouldNameTheSourceOfEveryClaim() {
    assertThat(Claim.values())
        .allSatisfy(claim -> assertThat(claim.source()).containsPattern("20(09|22|26)"));
  }

  private static Cell random(long blockSize, int depth) {
    return TestRecords.cell("", "random", "read", blockSize, depth, 0, "written", "none", 16 << 20);
  }

  private static Cell[] sizes() {
    return new Cell[] {random(4096, 32), random(65536, 32), random(262144, 32)};
  }

  private static Cell onOneCore() {
    Cell free = random(4096, 32);
    return new Cell(
        free.engine(),
        free.workload(),
        free.operation(),
        free.blockSizeBytes(),
        free.depth(),
        free.splitBytes(),
        free.targetState(),
        free.cacheMode(),
        free.sizeBytes(),
        free.buffers(),
        "same");
  }

  private static GeneratedRun run(Cell... conditions) {
    return new GeneratedRun(5)
        .rounds(10)
        .noise(0.005)
        .passNoise(0.001)
        .conditions(List.of(conditions))
        .engines(
            List.of(
                "psync",
                "aio-ring-batch",
                "uring",
                "uring-batch",
                "uring-fixed",
                "uring-fixed-nodefer",
                "uring-sqpoll"));
  }

  private ClaimResult decide(Claim claim, GeneratedRun run, UnaryOperator<TrialRecord> planted)
      throws IOException {
    ClaimResult result =
        Literature.of(analysis(run, planted)).get(claim.ordinal() - Claim.L1.ordinal());
    assertThat(result.claim()).isEqualTo(claim);
    return result;
  }

  private RunAnalysis analysis(GeneratedRun run, UnaryOperator<TrialRecord> planted)
      throws IOException {
    return RunAnalysis.of(
        run.writeTo(temp.resolve("run-" + System.identityHashCode(run)), planted));
  }
}
