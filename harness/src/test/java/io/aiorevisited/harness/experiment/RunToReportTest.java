package io.aiorevisited.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.RunFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunToReportTest {

  @TempDir Path directory;

  @Test
  void shouldBeCompleteWhereEveryCellHasAFigure() throws IOException {
    assertThat(outcomeWithout(trial -> false)).isEqualTo(Outcome.COMPLETE);
    assertThat(outcomeWithout(trial -> trial.round() == 1)).isEqualTo(Outcome.COMPLETE);
    assertThat(outcomeWithout(TrialRecord::control)).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void shouldNotTakeTheControlArmsFigureForTheCells() throws IOException {
    String reference = new GeneratedRun(1).manifest().plan().referenceEngine();

    assertThat(outcomeWithout(trial -> trial.cell().engine().equals(reference) && !trial.control()))
        .isEqualTo(Outcome.SOME_WITHOUT_FIGURE);
  }

  private Outcome outcomeWithout(Predicate<TrialRecord> lost) throws IOException {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    RunFolder folder =
        new GeneratedRun(1)
            .rounds(2)
            .conditions(List.of(GeneratedRun.iozone("read", 16384)))
            .writeTo(
                directory.resolve("run-" + System.nanoTime()),
                trial -> lost.test(trial) ? failed(trial) : trial);
    return new RunToReport(nowhere, nowhere).report(folder);
  }

  private static TrialRecord failed(TrialRecord trial) {
    return TestRecords.trial(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        TrialStatus.FAILED,
        "the disk is gone",
        trial.control(),
        trial.cell(),
        trial.startedAt(),
        trial.wallNanos(),
        null,
        null,
        null,
        null);
  }
}
