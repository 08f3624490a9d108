package io.aiorevisited.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.cpu.LedgeredRun;
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
  void shouldSayInOneSentenceWhatAManagerCouldRepeat() throws IOException {
    AnswerSection answer = answer(run(12).engine("aio", 1.24));

    assertThat(answer.headline())
        .matches(
            "aio moves 2[345] % more than threads \\(2[234] to 2[456] %, FASTER\\); its CPU time was"
                + " not measured\\.");
    assertThat(answer.sentences()).hasSize(2);
    assertThat(answer.holds())
        .contains(new AnswerSection.Held("aio, throughput", "FASTER in all 8 cells"));
    assertThat(answer.advice()).startsWith("For loads like these choose aio over threads");
  }

  @Test
  void shouldSayWhatItTakesOfTheCpu() throws IOException {
    AnswerSection answer =
        AnswerSection.of(
            RunAnalysis.of(LedgeredRun.write(run(12).engine("aio", 1.24), temp.resolve("cpu"))));

    assertThat(answer.headline()).endsWith("and takes 43 % less CPU (42.9 to 42.9 %, LESS CPU).");
    assertThat(answer.holds())
        .contains(new AnswerSection.Held("aio, CPU time", "LESS CPU in all 8 cells"));
  }

  @Test
  void shouldSayWhenTheReferenceWins() throws IOException {
    assertThat(answer(run(12).engine("aio", 0.8)).sentences())
        .anyMatch(s -> s.matches("aio moves (19|20|21) % less than threads .*SLOWER.*"));
  }

  @Test
  void shouldSayThatNobodyWins() throws IOException {
    AnswerSection answer = answer(run(20).noise(0.005));

    assertThat(answer.sentences())
        .allMatch(s -> s.contains("moves as much as threads (") && s.contains("EQUIVALENT)"));
    assertThat(answer.advice()).contains("let CPU time");
  }

  @Test
  void shouldAskForMoreRoundsWhereNothingIsShown() throws IOException {
    AnswerSection answer = answer(run(6).noise(0.3));

    assertThat(answer.headline()).contains("INCONCLUSIVE");
    assertThat(answer.advice()).contains("would settle it over all cells: ./run.sh run --rounds ");
  }

  @Test
  void shouldPrintNoIntervalThatNobodyCanUse() throws IOException {
    AnswerSection answer = answer(run(2).noise(4));

    assertThat(answer.sentences())
        .allMatch(s -> s.contains("an amount that is not bounded by this run (TOO FEW ROUNDS)"));
  }

  @Test
  void shouldGiveNoVerdictUnderSixRounds() throws IOException {
    AnswerSection answer = answer(run(5).engine("aio", 2));

    assertThat(answer.headline()).contains("times as much as threads", "TOO FEW ROUNDS");
    assertThat(answer.advice()).startsWith("A verdict takes 6 rounds.");
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
        .doesNotContain("FASTER", "SLOWER", "EQUIVALENT");
  }

  private static GeneratedRun run(int rounds) {
    return new GeneratedRun(11).rounds(rounds).noise(0.01).passNoise(0.002);
  }

  private AnswerSection answer(GeneratedRun run) throws IOException {
    return AnswerSection.of(RunAnalysis.of(run.writeTo(temp.resolve("run"))));
  }
}
