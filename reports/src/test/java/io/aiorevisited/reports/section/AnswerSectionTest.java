package io.aiorevisited.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerSectionTest {

  @TempDir Path temp;

  @Test
  void shouldNameTheEngineThatWins() throws IOException {
    AnswerSection answer = answer(run(12).engine("aio", 1.10));

    assertThat(answer.headline())
        .startsWith("aio is faster than threads here: aio in all 8 cells, +")
        .contains("overall");
    assertThat(answer.advice()).startsWith("By throughput choose aio over threads");
    assertThat(answer.standings().get(1).verdicts()).isEqualTo("FASTER in 8 of 8 cells");
    assertThat(answer.standings().get(1).cpu()).isEqualTo("NOT MEASURED");
    assertThat(answer.sure()).contains("Over 12 rounds", "sees no difference where there is none");
  }

  @Test
  void shouldSayWhenTheReferenceWins() throws IOException {
    assertThat(answer(run(12).engine("aio", 0.9)).headline())
        .startsWith("threads is faster than aio here: aio is SLOWER in 8 of 8 cells");
  }

  @Test
  void shouldSayThatNobodyWins() throws IOException {
    AnswerSection answer = answer(run(20).noise(0.005));

    assertThat(answer.headline())
        .isEqualTo("No engine is ahead: all are within 3 % of threads in every valid cell.");
    assertThat(answer.advice()).contains("let CPU time decide");
  }

  @Test
  void shouldAskForMoreRoundsWhereNothingIsShown() throws IOException {
    AnswerSection answer = answer(run(6).noise(0.08));

    assertThat(answer.headline()).startsWith("This run does not show any engine ahead of threads");
    assertThat(answer.advice()).contains("more rounds would settle", "./run.sh run --rounds ");
  }

  @Test
  void shouldGiveNoVerdictUnderSixRounds() throws IOException {
    assertThat(answer(run(5).engine("aio", 2)).headline())
        .isEqualTo("No verdict yet: a verdict takes 6 rounds.");
  }

  @Test
  void shouldGiveNoVerdictWhereTrialsWereLost() throws IOException {
    GeneratedRun run = run(6);
    RunFolder folder = RunFolder.create(temp.resolve("lost"), run.manifest());
    for (TrialRecord t : run.trials()) {
      folder.append(
          List.of(
              t.round() > 1
                  ? t
                  : TestRecords.trial(
                      1,
                      t.trial(),
                      t.round(),
                      TrialStatus.FAILED,
                      "EIO",
                      t.control(),
                      t.cell(),
                      t.startedAt(),
                      0,
                      null,
                      null,
                      null,
                      null)));
    }

    assertThat(AnswerSection.of(RunAnalysis.of(folder)).headline())
        .isEqualTo("No verdict: the figures of this run can't be trusted.");
  }

  private static GeneratedRun run(int rounds) {
    return new GeneratedRun(11).rounds(rounds).noise(0.01).passNoise(0.002);
  }

  private AnswerSection answer(GeneratedRun run) throws IOException {
    return AnswerSection.of(RunAnalysis.of(run.writeTo(temp.resolve("run"))));
  }
}
