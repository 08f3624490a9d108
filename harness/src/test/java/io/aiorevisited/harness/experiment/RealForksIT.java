package io.aiorevisited.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Plan.PlannedComparison;
import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.Stopping;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.harness.command.BesideTheClasses;
import io.aiorevisited.harness.forks.QuickForks;
import io.aiorevisited.harness.host.HostSnapshot;
import io.aiorevisited.harness.plan.Cut;
import io.aiorevisited.harness.plan.PlanFacts;
import io.aiorevisited.workloads.targets.file.ScratchFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments with real forks on a real file, in which something goes wrong. */
class RealForksIT {

  private static final Cell SOUND =
      TestRecords.cell("psync", "iozone", "read", 16384, 1, 0, "written", "none", 1 << 20);

  /** Its fork refuses it: 1000 bytes can't be transferred directly. */
  private static final Cell FAILING =
      TestRecords.cell("aio", "iozone", "read", 1000, 1, 0, "written", "none", 1000);

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @Test
  void shouldRecordAFailingTrialWithItsReasonAndGoOn() throws IOException {
    RunFolder folder = folder(2, List.of(SOUND, FAILING));

    run(folder, Duration.ofHours(1));

    List<TrialRecord> trials = RunFolder.open(folder.path()).trials();
    assertThat(trials).extracting(TrialRecord::trial).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(trials).filteredOn(trial -> trial.cell().equals(SOUND)).hasSize(4);
    assertThat(trials)
        .allSatisfy(
            trial -> {
              if (trial.cell().equals(SOUND)) {
                assertThat(trial.status()).isEqualTo(TrialStatus.OK);
                assertThat(trial.bytes()).isEqualTo(1 << 20);
                assertThat(trial.passes())
                    .allSatisfy(pass -> assertThat(pass.cpu().home().totalMicros()).isPositive());
              } else {
                assertThat(trial.status()).isEqualTo(TrialStatus.FAILED);
                assertThat(trial.reason()).contains("multiple of 512", "logs/trial-0");
                assertThat(trial.passes()).isEmpty();
              }
            });
    assertThat(progress.toString(StandardCharsets.UTF_8)).contains("FAILED: aio iozone read 1000");
    assertThat(directory.resolve("scratch")).doesNotExist();
    try (Stream<Path> logs = Files.list(folder.path().resolve("logs"))) {
      assertThat(logs).hasSize(2).allSatisfy(log -> assertThat(log).isNotEmptyFile());
    }
  }

  @Test
  void shouldMakeReadsOfTargetsWithoutDataInvalidAndTheSameCellOnAWrittenOneSound()
      throws IOException {
    Cell prealloc =
        TestRecords.cell("psync", "random", "read", 16384, 1, 0, "prealloc", "none", 1 << 20);
    Cell sparse =
        TestRecords.cell("psync", "random", "read", 16384, 1, 0, "sparse", "none", 1 << 20);
    Cell written =
        TestRecords.cell("psync", "random", "read", 16384, 1, 0, "written", "none", 1 << 20);
    RunFolder folder = folder(1, List.of(prealloc, sparse, written));

    run(folder, Duration.ofHours(1));

    for (TrialRecord trial : RunFolder.open(folder.path()).trials()) {
      assertThat(trial.gates()).hasSize(9);
      if (trial.cell().equals(written)) {
        assertThat(trial.status()).isEqualTo(TrialStatus.OK);
        assertThat(trial.latency().nanos().count()).isEqualTo(64);
      } else {
        assertThat(trial.status()).isEqualTo(TrialStatus.INVALID);
        assertThat(trial.reason()).startsWith("extents: ").contains("--target-state written");
      }
    }
    assertThat(directory).isDirectoryNotContaining("glob:**scratch*");
  }

  @Test
  void shouldLeaveOutWhatNobodyNamedWhereTimeIsShort() throws IOException {
    Cell large =
        TestRecords.cell("psync", "iozone", "read", 65536, 1, 0, "written", "none", 1 << 20);
    RunFolder folder = folder(50, List.of(SOUND, large));

    RunFolder fitted = fit(folder, Duration.ofSeconds(1));

    assertThat(fitted.manifest().plan().cells()).containsExactly(SOUND);
    assertThat(RunFolder.open(folder.path()).manifest().plan().cells()).containsExactly(SOUND);
    assertThat(fitted.trials()).as("the blocks that were timed").isEmpty();
    assertThat(progress.toString(StandardCharsets.UTF_8))
        .contains("timing the first block", "left out for want of time: iozone 64k")
        .contains("about 1 of 50 rounds will be reached", "--budget");
    assertThat(folder.path().resolve("logs")).isEmptyDirectory();
  }

  @Test
  void shouldNotTimeAPlanThatFitsTenTimesOver() throws IOException {
    RunFolder folder = folder(1, List.of(SOUND));

    assertThat(fit(folder, Duration.ofHours(1))).isSameAs(folder);

    assertThat(progress.size()).isZero();
    assertThat(folder.path().resolve("logs")).doesNotExist();
  }

  @Test
  void shouldStartNoRoundThatWouldNotEndWithinTheBudget() throws IOException {
    RunFolder folder = folder(50, List.of(SOUND));

    run(folder, Duration.ofMillis(100));

    assertThat(RunFolder.open(folder.path()).trials())
        .extracting(TrialRecord::round)
        .containsOnly(1);
    assertThat(progress.toString(StandardCharsets.UTF_8))
        .contains("stopping after 1 of 50 rounds", "--budget");
  }

  @Test
  void shouldEndWhereMoreRoundsWouldNotNarrowAnInterval() throws IOException {
    Plan plan = plan(50, List.of(SOUND, FAILING));
    PlannedComparison comparison = new PlannedComparison(FAILING.condition(), "aio", "psync");
    RunFolder folder =
        folder(
            TestRecords.plan(
                plan.profile(),
                plan.seed(),
                plan.rounds(),
                plan.warmupPasses(),
                plan.measuredPasses(),
                plan.referenceEngine(),
                plan.marginRatio(),
                plan.confidence(),
                plan.verify(),
                plan.targetPath(),
                plan.cells(),
                List.of(comparison),
                new Stopping(Stopping.Rule.HALF_WIDTH_BELOW_HALF_MARGIN, 2, 1)));

    run(folder, Duration.ofHours(1));

    assertThat(RunFolder.open(folder.path()).trials())
        .extracting(TrialRecord::round)
        .containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(progress.toString(StandardCharsets.UTF_8))
        .contains("ending after 2 of at most 50 rounds", "but for 1 with an engine that failed");
  }

  private void run(RunFolder folder, Duration budget) throws IOException {
    try (Interruption interruption = Interruption.install()) {
      PrintStream err = new PrintStream(progress, true, StandardCharsets.UTF_8);
      Progress lines = new Progress(err, false, System::nanoTime);
      Plan plan = folder.manifest().plan();
      TestBed bed = TestBed.make(plan, folder.path(), interruption, lines).orElseThrow();
      try (bed) {
        new Experiment(folder, new Budget(budget, 1), Profiling.NONE, interruption, lines).run();
      }
    }
  }

  /** Fits a plan into its budget on a target that is there. */
  private RunFolder fit(RunFolder folder, Duration limit) throws IOException {
    try (Interruption interruption = Interruption.install()) {
      Progress lines =
          new Progress(
              new PrintStream(progress, true, StandardCharsets.UTF_8), false, System::nanoTime);
      List<Cut> cuts = List.of(new Cut("iozone", 65536));
      Plan plan = folder.manifest().plan();
      PlanFacts facts = new PlanFacts(plan);
      ScratchFiles scratch =
          ScratchFiles.create(Path.of(plan.targetPath()), facts.passBytes(), facts.states());
      try (scratch) {
        return new PlanTiming(new Budget(limit, 1), interruption, lines).fit(folder, cuts);
      }
    }
  }

  private Plan plan(int rounds, List<Cell> cells) {
    return TestRecords.plan(
        "smoke",
        1,
        rounds,
        1,
        1,
        "psync",
        0.03,
        0.95,
        true,
        directory.resolve("scratch").toString(),
        cells,
        List.of());
  }

  private RunFolder folder(int rounds, List<Cell> cells) throws IOException {
    return folder(plan(rounds, cells));
  }

  private RunFolder folder(Plan plan) throws IOException {
    return RunFolder.create(
        directory.resolve("run"),
        new RunManifest(
            TrialRecord.SCHEMA_VERSION,
            "run",
            "2026-11-22T00:00:00Z",
            List.of(),
            Map.of(),
            QuickForks.plan(plan),
            HostSnapshot.ofThisHost().take(directory)));
  }
}
