package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Plan.PlannedComparison;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.LedgerCost;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import io.aiorevisited.harness.command.BesideTheClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One run whose processors all have something else to do in its first half, and nothing in its
 * second.
 */
@Tag("alone")
class BusyNeighbourIT {

  /** No fewer, or there is no verdict. */
  private static final int ROUNDS = VerdictRule.MIN_ROUNDS;

  private static final int ARMS = 3;

  /** At 95 % one test in twenty would call it FASTER or SLOWER rightly by its own rules. */
  private static final double CONFIDENCE = 0.999;

  private static final String REFERENCE = "threads";
  private static final String SECOND_NAME = "aio";

  @TempDir(factory = BesideTheClasses.class)
  static Path directory;

  private static RunFolder folder;

  @BeforeAll
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  static void runBesideOthers() throws IOException, InterruptedException {
    Path path = directory.resolve("run");
    List<Process> hogs = new ArrayList<>();
    Process run = start(path);
    try {
      while (run.isAlive() && !Files.exists(path.resolve("scratch.dat"))) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        hogs.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
      }
      while (run.isAlive() && lines(path) < ROUNDS / 2 * ARMS) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    } finally {
      hogs.forEach(Process::destroyForcibly);
    }
    assertThat(run.waitFor()).as(Files.readString(directory.resolve("out"))).isZero();
    folder = RunFolder.open(path);
  }

  @Test
  void shouldDropNoTrialKeepTheDirectionAndNameTheLoad() throws IOException {
    RunAnalysis analysis = RunAnalysis.of(folder);

    assertThat(analysis.trials())
        .filteredOn(trial -> trial.status() != TrialStatus.REPEATED)
        .hasSize(ROUNDS * ARMS)
        .extracting(TrialRecord::status)
        .containsOnly(TrialStatus.OK);
    // A hand-over to another thread can't be faster than none at all, whoever else is there.
    assertThat(analysis.verdicts())
        .singleElement()
        .satisfies(
            verdict ->
                assertThat(verdict.comparison().verdict())
                    .isIn(Verdict.FASTER, Verdict.FASTER_SIZE_UNCERTAIN, Verdict.INCONCLUSIVE));
    assertThat(Files.readString(folder.path().resolve("report.html")))
        .contains("other processes used", "unevenly");
    assertThat(LedgerCost.read(folder.path())).as("with verdicts").isPresent();
  }

  /** What a verdict would be if the control arm were an engine of its own. */
  @Test
  void shouldNotCallAnEngineFasterOrSlowerThanItself() throws IOException {
    RunAnalysis analysis = RunAnalysis.of(underTwoNames());

    assertThat(analysis.verdicts())
        .singleElement()
        .extracting(CellVerdict::comparison)
        .satisfies(
            comparison -> {
              assertThat(comparison.contest().count()).isEqualTo(ROUNDS);
              assertThat(comparison.verdict())
                  .as(comparison.toString())
                  .isNotIn(Verdict.FASTER, Verdict.SLOWER, Verdict.TOO_FEW_ROUNDS);
            });
  }

  /** The reference and its control, as two engines. */
  private static RunFolder underTwoNames() throws IOException {
    Plan plan = folder.manifest().plan();
    Cell cell =
        plan.cells().stream()
            .filter(one -> one.engine().equals(REFERENCE))
            .findFirst()
            .orElseThrow();
    Plan renamed =
        TestRecords.plan(
            plan.profile(),
            plan.seed(),
            plan.rounds(),
            plan.warmupPasses(),
            plan.measuredPasses(),
            plan.referenceEngine(),
            plan.marginRatio(),
            CONFIDENCE,
            plan.verify(),
            plan.targetPath(),
            List.of(cell, cell.withEngine(SECOND_NAME)),
            List.of(new PlannedComparison(cell.condition(), SECOND_NAME, cell.engine())));
    RunFolder twoNames =
        RunFolder.create(directory.resolve("two-names"), folder.manifest()).replan(renamed);
    for (TrialRecord trial : folder.trials()) {
      if (trial.cell().equals(cell)) {
        twoNames.append(List.of(trial.control() ? renamed(trial) : trial));
      }
    }
    return twoNames;
  }

  private static TrialRecord renamed(TrialRecord trial) {
    return new TrialRecord(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        trial.attempt(),
        trial.status(),
        trial.reason(),
        false,
        trial.cell().withEngine(SECOND_NAME),
        trial.startedAt(),
        trial.wallNanos(),
        trial.result());
  }

  private static Process start(Path path) throws IOException {
    return RunProgram.start(
        List.of(),
        directory.resolve("out"),
        "run",
        "--profile",
        "smoke",
        "--engines",
        REFERENCE + ",psync",
        "--workloads",
        "iozone",
        "--operations",
        "read",
        "--block-sizes",
        "16k",
        "--size",
        "2M",
        "--rounds",
        Integer.toString(ROUNDS),
        "--out",
        path.toString());
  }

  private static long lines(Path path) throws IOException {
    Path journal = path.resolve("trials.jsonl");
    return Files.exists(journal) ? Files.readAllLines(journal).size() : 0;
  }
}
