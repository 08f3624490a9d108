package io.aiorevisited.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.BuffersRecord;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.analysis.record.programs.ProgramRecord;
import io.aiorevisited.reports.HtmlReport;
import io.aiorevisited.reports.TerminalReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementSectionTest {

  @TempDir Path folder;

  @Test
  void shouldSayWhereAProgramSeesTheSameAndWhereNot() throws IOException {
    RunAnalysis analysis = analysis(1);
    AgreementSection section = AgreementSection.of(analysis);

    assertThat(section.rows()).hasSize(4);
    assertThat(section.rows())
        .filteredOn(row -> row.program().equals("fio-psync"))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.verdict()).isEqualTo("EQUIVALENT"))
        .allSatisfy(row -> assertThat(row.engine()).isEqualTo("psync"));
    assertThat(section.rows())
        .filteredOn(row -> row.program().equals("dd"))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.verdict()).isEqualTo("SLOWER"));
    assertThat(section.summary())
        .isEqualTo("2 of 4 pairs are shown to differ by less than the margin.");
    assertThat(section.programs())
        .extracting(AgreementSection.ProgramFact::name, AgreementSection.ProgramFact::version)
        .hasSize(2);
    assertThat(analysis.candidates()).doesNotContain("fio-psync", "dd");
  }

  @Test
  void shouldShowItOnThePageAndOnTheTerminal() throws IOException {
    RunAnalysis analysis = analysis(1);
    Path page = folder.resolve("report.html");

    HtmlReport.write(analysis, page);

    assertThat(page)
        .content()
        .contains("Do others see the same?", "fio-psync / psync", "fio 3.33", "= EQUIVALENT");
    assertThat(TerminalReport.of(analysis).lines())
        .anyMatch(line -> line.startsWith("Do others see the same? 2 of 4 pairs"))
        .anyMatch(line -> line.startsWith("fio-psync against psync"))
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void shouldLeaveOutATrialWhosePassesAreNotAsLongAsItsProgramSays() throws IOException {
    RunFolder run = RunFolder.open(run(2).path());

    assertThat(run.problems())
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.toString()).contains("bytes"));
    assertThat(run.trials()).noneMatch(trial -> trial.program() != null);
  }

  private RunAnalysis analysis(int sweeps) throws IOException {
    return RunAnalysis.of(run(sweeps));
  }

  private RunFolder run(int sweeps) throws IOException {
    return new GeneratedRun(7)
        .engines(List.of("psync", "threads"))
        .peer("fio-psync", "psync", 1.0)
        .peer("dd", "psync", 0.8)
        .conditions(
            List.of(GeneratedRun.iozone("read", 16 << 10), GeneratedRun.iozone("write", 16 << 10)))
        .rounds(12)
        .noise(0.004)
        .writeTo(folder.resolve("run"), trial -> byProgram(trial, sweeps));
  }

  private static TrialRecord byProgram(TrialRecord trial, int sweeps) {
    if (!List.of("fio-psync", "dd").contains(trial.cell().engine())) {
      return trial;
    }
    TrialResult result = trial.result();
    return new TrialRecord(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        trial.attempt(),
        trial.status(),
        trial.reason(),
        trial.control(),
        trial.cell(),
        trial.startedAt(),
        trial.wallNanos(),
        new TrialResult(
            result.warmups(),
            result.passes(),
            result.warmupReceipts(),
            result.receipts(),
            result.gates(),
            null,
            null,
            new BuffersRecord("small", 16 << 10, 0),
            null,
            new ProgramRecord(
                "fio 3.33",
                List.of("fio", "--rw=read"),
                sweeps,
                "its clock",
                "its job",
                0,
                "left in the buffer"),
            null,
            null));
  }
}
