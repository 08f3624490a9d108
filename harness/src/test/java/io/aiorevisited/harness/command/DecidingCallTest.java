package io.aiorevisited.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.claims.Claim;
import io.aiorevisited.analysis.claims.ClaimResult;
import io.aiorevisited.analysis.claims.Claims;
import io.aiorevisited.analysis.claims.Decision;
import io.aiorevisited.analysis.claims.Literature;
import io.aiorevisited.analysis.claims.Planted;
import io.aiorevisited.analysis.cpu.LedgeredRun;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.DurationsRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.SubmissionRecord;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.harness.plan.PlanBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/**
 * The call that a claim prints: a run of the very cells that it plans, with the differences that
 * the claim speaks of, decides the claim.
 */
class DecidingCallTest {

  private static final String PREFIX = "./run.sh run ";

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Claim.class)
  void shouldDecideTheClaimThatPrintsIt(Claim claim) throws IOException {
    assertThat(claim.decidingCall()).startsWith(PREFIX);
    String[] options = claim.decidingCall().substring(PREFIX.length()).split(" ");
    Plan plan =
        PlanBuilder.build(
            CommandLine.populateCommand(new RunOptions(), options).request().onFile(),
            directory.resolve("scratch.bin"));
    GeneratedRun run =
        new GeneratedRun(5)
            .rounds(plan.rounds())
            // C4 is about noise, the others about what noise must not hide.
            .noise(claim == Claim.C4 ? 0.2 : 0.005)
            .passNoise(0.001)
            .conditions(plan.cells().stream().map(Cell::condition).distinct().toList())
            .engines(plan.cells().stream().map(Cell::engine).distinct().toList());
    if (isOf2009(claim) && claim != Claim.C3) {
      run.engine("aio", 1.1);
    }
    ClaimResult result = decide(claim, run);

    assertThat(result.decision())
        .as("%s: %s %s", claim, Arrays.toString(options), result.evidence())
        .isEqualTo(Decision.SUPPORTED);
  }

  private ClaimResult decide(Claim claim, GeneratedRun run) throws IOException {
    Path folder = directory.resolve("run");
    return isOf2009(claim)
        ? Claims.of(
                RunAnalysis.of(LedgeredRun.write(run, folder, DecidingCallTest::withSubmissions)))
            .get(claim.ordinal())
        : Literature.of(RunAnalysis.of(run.writeTo(folder, Planted.asClaimed(claim))))
            .get(claim.ordinal() - Claim.L1.ordinal());
  }

  private static boolean isOf2009(Claim claim) {
    return claim.compareTo(Claim.L1) < 0;
  }

  /** Lets submissions block as 2009 found: three times as long on sparse files, buffered always. */
  private static TrialRecord withSubmissions(TrialRecord trial) {
    Cell cell = trial.cell();
    if (!cell.engine().equals("aio")) {
      return trial;
    }
    long nanos = (cell.targetState().equals("sparse") ? 60_000 : 20_000) + 10 * (trial.trial() % 5);
    long completed = cell.cacheMode().equals("none") ? 2 : 100;
    return TestRecords.trial(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        trial.status(),
        trial.reason(),
        trial.control(),
        cell,
        trial.startedAt(),
        trial.wallNanos(),
        trial.warmups(),
        trial.passes(),
        trial.receipts(),
        trial.result().warmupReceipts(),
        List.of(),
        null,
        new SubmissionRecord(
            100,
            completed,
            new DurationsRecord(100, nanos, nanos, nanos, nanos, nanos, nanos, nanos, "")));
  }
}
