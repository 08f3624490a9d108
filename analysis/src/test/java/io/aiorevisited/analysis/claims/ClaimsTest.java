package io.aiorevisited.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.analysis.record.DurationsRecord;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.SubmissionRecord;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {

  @TempDir Path temp;

  @Test
  void shouldSupportThatAioIsFasterWhereItIsPlanted() throws IOException {
    ClaimResult claim = decide(Claim.C1, run(12).engine("aio", 1.05));

    assertThat(claim.decision()).isEqualTo(Decision.SUPPORTED);
    assertThat(claim.evidence()).startsWith("8 of 8 cells lie above 1; geometric mean 1.0");
    assertThat(claim.conditions()).hasSize(8);
  }

  @Test
  void shouldNotSupportThatAioIsFasterWhereItIsEqualOrSlower() throws IOException {
    assertThat(decide(Claim.C1, run(20).noise(0.005)).decision()).isEqualTo(Decision.NOT_SUPPORTED);
    assertThat(decide(Claim.C1, run(12).engine("aio", 0.9)).decision())
        .isEqualTo(Decision.NOT_SUPPORTED);
  }

  @Test
  void shouldLeaveOpenWhatNoiseHides() throws IOException {
    assertThat(decide(Claim.C1, run(6).noise(0.1)).decision()).isEqualTo(Decision.INCONCLUSIVE);
  }

  @Test
  void shouldNotDecideUnderSixRounds() throws IOException {
    assertThat(decide(Claim.C1, run(5).engine("aio", 2)).decision())
        .isEqualTo(Decision.NOT_MEASURED);
    assertThat(decide(Claim.C3, run(5)).decision()).isEqualTo(Decision.NOT_MEASURED);
    assertThat(decide(Claim.C4, run(5)).decision()).isEqualTo(Decision.INCONCLUSIVE);
  }

  @Test
  void shouldDecideWhetherNativeThroughputIsMet() throws IOException {
    assertThat(decide(Claim.C3, run(12)).decision()).isEqualTo(Decision.SUPPORTED);
    ClaimResult below = decide(Claim.C3, run(12).engine("psync", 1.2));
    assertThat(below.decision()).isEqualTo(Decision.NOT_SUPPORTED);
    assertThat(below.evidence()).contains("stays below psync at 256k");
    assertThat(decide(Claim.C3, run(6).noise(0.1)).decision()).isEqualTo(Decision.INCONCLUSIVE);
  }

  @Test
  void shouldHoldTheGapsOf2009AgainstTodaysNoise() throws IOException {
    // Gaps of 2009: 7 %, 9 %, 3 %, 6 %, 0.5 %, 1.7 %, 0 %, 19 %.
    assertThat(decide(Claim.C4, run(30).noise(0.0001)).decision())
        .isEqualTo(Decision.NOT_SUPPORTED);
    ClaimResult noisy = decide(Claim.C4, run(30).noise(0.2));
    assertThat(noisy.decision()).isEqualTo(Decision.SUPPORTED);
    assertThat(noisy.evidence()).startsWith("8 of 8 differences");
  }

  @Test
  void shouldDecideCpuTimeOnceALedgerIsKept() throws IOException {
    assertThat(decide(Claim.C2, run(12)).decision()).isEqualTo(Decision.NOT_MEASURED);

    ClaimResult less = decide(Claim.C2, run(12), trial -> withCpu(trial, 0.7));
    assertThat(less.decision()).isEqualTo(Decision.SUPPORTED);
    assertThat(less.evidence())
        .startsWith("user and system together 0.70")
        .contains("2009 0.72", "user 0.7", "2009 0.77", "2009 0.67", "over 12 rounds");

    assertThat(decide(Claim.C2, run(12), trial -> withCpu(trial, 1.2)).decision())
        .isEqualTo(Decision.NOT_SUPPORTED);
  }

  @Test
  void shouldNotNeedLogarithmsOfSampledTime() throws IOException {
    // The kernel's tick found no user time at all in most rounds.
    ClaimResult sampled =
        decide(
            Claim.C2,
            run(12),
            trial -> withCpu(trial, trial.cell().engine().equals("aio") ? 7_000 : 10_000, 0.1));

    assertThat(sampled.decision()).isEqualTo(Decision.SUPPORTED);
    assertThat(sampled.evidence()).startsWith("user and system together 0.70");
  }

  @Test
  void shouldSayExactlyWhatTheRunLacks() throws IOException {
    GeneratedRun bare = run(6);
    assertThat(decide(Claim.C5, bare).evidence())
        .isEqualTo(
            "No io_submit was timed: it is not on targets in memory (--target names another). This"
                + " decides it: "
                + Claim.C5.decidingCall());
    assertThat(decide(Claim.C7, run(6)).evidence())
        .startsWith("No ledger of context switches was kept of aio.");
    assertThat(decide(Claim.C2, run(6)).evidence()).startsWith("No CPU ledger was kept of aio.");
    assertThat(decide(Claim.C1, run(6).engines(List.of("threads", "psync"))).evidence())
        .startsWith("aio has no sound trial. This decides it: ");
    assertThat(decide(Claim.C1, run(5)).evidence())
        .startsWith("The run has 5 rounds, and a verdict takes 6");
    assertThat(decide(Claim.C3, run(6).engines(List.of("threads", "aio"))).evidence())
        .startsWith("psync has no sound trial of iozone.");
    assertThat(
            decide(Claim.C3, run(6).conditions(List.of(GeneratedRun.iozone("read", 16384))))
                .evidence())
        .startsWith("iozone was measured at one block size only, 16k.");
    assertThat(decide(Claim.C4, run(6).conditions(List.of(random("written", "none")))).evidence())
        .startsWith("aio and threads have no sound trial in a cell of 2009");
    assertThat(
            decide(
                    Claim.C5,
                    run(6).conditions(List.of(random("written", "none"), random("sparse", "none"))),
                    trial -> withSubmission(trial, 1, 2))
                .evidence())
        .startsWith("aio wrote to no prealloc file with O_DIRECT.");
  }

  @Test
  void shouldSayThatItTakesDepthOneToTellCompletionsApart() throws IOException {
    GeneratedRun deep =
        run(6)
            .conditions(
                List.of(
                    deep("written", "none"), deep("written", "writeback"), deep("sparse", "none")));
    ClaimResult claim = decide(Claim.C6, deep, trial -> withCompletions(trial, 100));

    assertThat(claim.decision()).isEqualTo(Decision.NOT_MEASURED);
    assertThat(claim.evidence())
        .startsWith("aio was measured with O_DIRECT at depth 16 only.")
        .endsWith(Claim.C6.decidingCall());
    assertThat(Claim.C6.decidingCall()).contains("--depth 1 ", "--cache none,writeback");
  }

  @Test
  void shouldDecideWhetherSubmissionBlocksByTarget() throws IOException {
    assertThat(
            decide(Claim.C5, onThreeStates(8), trial -> withSubmission(trial, 1.2, 5)).decision())
        .isEqualTo(Decision.SUPPORTED);
    assertThat(
            decide(Claim.C5, onThreeStates(8), trial -> withSubmission(trial, 1, 1.1)).decision())
        .isEqualTo(Decision.NOT_SUPPORTED);
    assertThat(decide(Claim.C5, onThreeStates(8), trial -> withSubmission(trial, 9, 9)).decision())
        .isEqualTo(Decision.NOT_SUPPORTED);
    assertThat(decide(Claim.C5, onThreeStates(8), trial -> withSubmission(trial, 2, 2)).decision())
        .isEqualTo(Decision.INCONCLUSIVE);
    ClaimResult few = decide(Claim.C5, onThreeStates(3), trial -> withSubmission(trial, 1.2, 5));
    assertThat(few.decision()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(few.evidence())
        .containsPattern("preallocated 1\\.(19|20).*sparse (4\\.9|5\\.0).*over 3 rounds");
  }

  @Test
  void shouldDecideWhetherAioIsOnlyForDirectIo() throws IOException {
    assertThat(decide(Claim.C6, inTwoModes(6), trial -> withCompletions(trial, 100)).decision())
        .isEqualTo(Decision.SUPPORTED);
    assertThat(decide(Claim.C6, inTwoModes(6), trial -> withCompletions(trial, 3)).decision())
        .isEqualTo(Decision.NOT_SUPPORTED);
    assertThat(decide(Claim.C6, inTwoModes(6), trial -> withCompletions(trial, 80)).decision())
        .isEqualTo(Decision.INCONCLUSIVE);
    assertThat(decide(Claim.C6, inTwoModes(5), trial -> withCompletions(trial, 100)).decision())
        .isEqualTo(Decision.INCONCLUSIVE);
  }

  private static GeneratedRun onThreeStates(int rounds) {
    return run(rounds)
        .conditions(
            List.of(
                random("written", "none"), random("prealloc", "none"), random("sparse", "none")));
  }

  private static GeneratedRun inTwoModes(int rounds) {
    return run(rounds)
        .conditions(List.of(random("written", "none"), random("written", "writeback")));
  }

  private static Cell random(String state, String cacheMode) {
    return TestRecords.cell("", "random", "write", 16384, 1, 0, state, cacheMode, 64 << 20);
  }

  private static Cell deep(String state, String cacheMode) {
    return TestRecords.cell("", "random", "write", 4096, 16, 0, state, cacheMode, 16 << 20);
  }

  /** Lets a submission take 20 us on written files, and so many times that on the others. */
  private static TrialRecord withSubmission(TrialRecord trial, double prealloc, double sparse) {
    double factor =
        switch (trial.cell().targetState()) {
          case "prealloc" -> prealloc;
          case "sparse" -> sparse;
          default -> 1;
        };
    // A little spread by round, so that intervals have a width.
    return with(trial, 20_000 * factor + 10 * (trial.trial() % 5), 2);
  }

  /** Lets so many of 100 requests be complete on return without O_DIRECT, and 2 with it. */
  private static TrialRecord withCompletions(TrialRecord trial, int buffered) {
    return with(trial, 20_000, trial.cell().cacheMode().equals("none") ? 2 : buffered);
  }

  private static TrialRecord with(TrialRecord trial, double nanos, long completed) {
    long p = Math.round(nanos);
    DurationsRecord durations = new DurationsRecord(100, nanos, p, p, p, p, p, p, "");
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
        trial.passes(),
        trial.receipts(),
        trial.result().warmupReceipts(),
        List.of(),
        null,
        new SubmissionRecord(100, completed, durations));
  }

  private static GeneratedRun run(int rounds) {
    return new GeneratedRun(5).rounds(rounds).noise(0.01).passNoise(0.001);
  }

  private ClaimResult decide(Claim claim, GeneratedRun run) throws IOException {
    return decide(claim, run, UnaryOperator.identity());
  }

  private ClaimResult decide(Claim claim, GeneratedRun run, UnaryOperator<TrialRecord> change)
      throws IOException {
    RunFolder folder =
        run.writeTo(temp.resolve(claim + "-" + System.identityHashCode(run)), change);
    return Claims.of(RunAnalysis.of(folder)).get(claim.ordinal());
  }

  /** Gives every pass of the pool 10 ms of CPU time, and aio's a share of that. */
  private static TrialRecord withCpu(TrialRecord trial, double aioShare) {
    double share = trial.cell().engine().equals("aio") ? aioShare : 1;
    // A little spread by trial, so that intervals have a width.
    long micros = Math.round(10_000 * share) + trial.trial() % 7;
    return withCpu(trial, 3 * micros, 1 / 3.0);
  }

  /** Gives every pass so much CPU time; a share below a third is user time in one trial of ten. */
  private static TrialRecord withCpu(TrialRecord trial, long micros, double userShare) {
    long user =
        userShare > 0.3 || trial.trial() % 10 == 0
            ? Math.round(micros * userShare * (userShare > 0.3 ? 1 : 10))
            : 0;
    CpuTime home = new CpuTime(user, micros - user);
    CpuLedgerRecord cpu =
        new CpuLedgerRecord(
            home,
            CpuTime.NONE,
            CpuTime.NONE,
            CpuTime.NONE,
            CpuTime.NONE,
            CpuTime.NONE,
            0,
            home,
            0,
            true,
            10,
            new CpuLedgerRecord.HostTime(0, 0, 0, 0),
            new CpuLedgerRecord.Switches(0, 0),
            new CpuLedgerRecord.Switches(0, 0),
            new CpuLedgerRecord.Switches(0, 0),
            null,
            null,
            null);
    List<PassRecord> passes =
        trial.passes().stream()
            .map(
                p ->
                    TestRecords.pass(
                        p.durationNanos(), p.bytes(), p.requests(), p.allocatedBytes(), cpu))
            .toList();
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
        trial.result().warmupReceipts());
  }
}
