package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Plan.PlannedComparison;
import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.LedgerCost;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import io.aiorevisited.harness.command.BesideTheClasses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One engine under two names, in real trials: what a verdict would be if the control arm were an
 * engine of its own.
 */
class AgainstItselfIT {

  /** At 95 % one test in twenty would call it FASTER or SLOWER rightly by its own rules. */
  private static final double CONFIDENCE = 0.999;

  private static final String SECOND_NAME = "aio";

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  @Test
  void shouldNotCallAnEngineFasterOrSlowerThanItself() throws IOException {
    RunProgram.Ending ending =
        RunProgram.here(
            "run",
            "--profile",
            "smoke",
            "--engines",
            "psync",
            "--workloads",
            "iozone",
            "--operations",
            "read",
            "--block-sizes",
            "16k",
            "--size",
            "2M",
            "--rounds",
            "6",
            "--seed",
            "2009",
            "--out",
            directory.resolve("run").toString());
    assertThat(ending.status()).as(ending.err().toString()).isZero();

    assertThat(LedgerCost.read(directory.resolve("run"))).as("with verdicts").isPresent();
    RunAnalysis analysis = RunAnalysis.of(underTwoNames(RunFolder.open(directory.resolve("run"))));

    assertThat(analysis.trials()).hasSize(12).allMatch(trial -> trial.status() == TrialStatus.OK);
    assertThat(analysis.verdicts())
        .singleElement()
        .extracting(CellVerdict::comparison)
        .satisfies(
            comparison -> {
              assertThat(comparison.contest().count()).isEqualTo(6);
              assertThat(comparison.verdict())
                  .as(comparison.toString())
                  .isNotIn(Verdict.FASTER, Verdict.SLOWER, Verdict.TOO_FEW_ROUNDS);
            });
  }

  private RunFolder underTwoNames(RunFolder run) throws IOException {
    RunManifest manifest = run.manifest();
    Plan plan = manifest.plan();
    Cell cell = plan.cells().get(0);
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
    RunFolder folder =
        RunFolder.create(
            directory.resolve("two-names"),
            new RunManifest(
                manifest.schemaVersion(),
                manifest.runId(),
                manifest.createdAt(),
                manifest.commandLine(),
                manifest.versions(),
                renamed,
                manifest.host()));
    for (TrialRecord trial : run.trials()) {
      folder.append(List.of(trial.control() ? renamed(trial) : trial));
    }
    return folder;
  }

  private static TrialRecord renamed(TrialRecord trial) {
    return TestRecords.trial(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        trial.status(),
        trial.reason(),
        false,
        trial.cell().withEngine(SECOND_NAME),
        trial.startedAt(),
        trial.wallNanos(),
        trial.warmups(),
        trial.passes(),
        trial.receipts(),
        trial.result().warmupReceipts());
  }
}
