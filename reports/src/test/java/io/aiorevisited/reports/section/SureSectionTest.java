package io.aiorevisited.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.InterferenceRecord;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.RestingRecord;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SureSectionTest {

  @TempDir Path temp;

  @Test
  void shouldGiveTheNoiseFloor() throws IOException {
    assertThat(sure(run(), UnaryOperator.identity()).sentences())
        .anyMatch(s -> s.startsWith("Noise floor: measured against itself over all cells, threads"))
        .noneMatch(s -> s.contains("not measured against itself"));
  }

  @Test
  void shouldSayThatTheReferenceWasMeasuredAgainstItselfInOneRoundOnly() throws IOException {
    assertThat(sure(run().rounds(1), UnaryOperator.identity()).sentences())
        .anyMatch(s -> s.startsWith("The reference was measured against itself, with two rounds"))
        .noneMatch(s -> s.contains("not measured against itself"));
  }

  @Test
  void shouldNameALoadThatCameHalfWay() throws IOException {
    SureSection sure = sure(run(), trial -> disturbed(trial, trial.round() > 4 ? 0.8 : 0));

    assertThat(sure.sentences())
        .anyMatch(
            s ->
                s.contains("other processes used 0.40 processors")
                    && s.contains("unevenly (0.00 to 0.80"));
    assertThat(sure.engines()).extracting(SureSection.Row::name).contains("threads", "aio");
    assertThat(sure.quarters().get(3).values().get(1)).isEqualTo("80.0 %");
  }

  @Test
  void shouldSayThatAnOldRunIsJudgedByNewRules() throws IOException {
    assertThat(sure(run().schemaVersion(1), UnaryOperator.identity()).sentences())
        .anyMatch(s -> s.startsWith("This run was declared under older rules"));
  }

  @Test
  void shouldCountTheBlocksThatWereMeasuredAgain() throws IOException {
    assertThat(sure(run(), trial -> trial.round() == 2 ? repeated(trial) : trial).sentences())
        .anyMatch(
            s ->
                s.startsWith(
                    "1 block was measured again, because a process or the machine was stopped"));
  }

  @Test
  void shouldCountEachBlockOnce() throws IOException {
    assertThat(sure(run(), trial -> trial.round() < 4 ? repeated(trial) : trial).sentences())
        .anyMatch(s -> s.startsWith("3 blocks were measured again"));
  }

  @Test
  void shouldSayThatWaitingProcessesRested() throws IOException {
    assertThat(sure(run(), trial -> resting(trial, trial.round() == 3 ? 4_000 : 100)).sentences())
        .contains("Processes that waited for their turn used at most 0.4 % of a processor.");
  }

  @Test
  void shouldSayThatWaitingProcessesDisturbed() throws IOException {
    assertThat(sure(run(), trial -> resting(trial, trial.round() == 3 ? 40_000 : 100)).sentences())
        .contains(
            "Processes that waited for their turn used at most 4.0 % of a processor, enough to"
                + " disturb the one whose turn it was.");
  }

  @Test
  void shouldSayNothingOfRepeatsAndRestWhereThereWereNone() throws IOException {
    assertThat(sure(run(), UnaryOperator.identity()).sentences())
        .noneMatch(
            s -> s.contains("was measured again, because") || s.contains("waited for their turn"));
  }

  private static TrialRecord repeated(TrialRecord t) {
    return with(t, TrialStatus.REPEATED, "the machine was stopped for 3 s", t.result());
  }

  /** A trial that spent so much CPU time in a second of waiting. */
  private static TrialRecord resting(TrialRecord t, long cpuMicros) {
    RestingRecord rest = new RestingRecord(1_000_000_000, cpuMicros);
    return with(t, t.status(), t.reason(), t.result().withResting(rest));
  }

  private static TrialRecord with(
      TrialRecord t, TrialStatus status, String reason, TrialResult result) {
    return new TrialRecord(
        t.schemaVersion(),
        t.trial(),
        t.round(),
        t.attempt(),
        status,
        reason,
        t.control(),
        t.cell(),
        t.startedAt(),
        t.wallNanos() + 1_000_000_000,
        result);
  }

  private static GeneratedRun run() {
    return new GeneratedRun(4).rounds(8).conditions(List.of(GeneratedRun.iozone("write", 16384)));
  }

  private SureSection sure(GeneratedRun run, UnaryOperator<TrialRecord> change) throws IOException {
    return SureSection.of(RunAnalysis.of(run.writeTo(temp.resolve("run"), change)));
  }

  /** A trial beside which other processes used so many processors. */
  private static TrialRecord disturbed(TrialRecord t, double processors) {
    List<PassRecord> passes =
        t.passes().stream()
            .map(
                p ->
                    new PassRecord(
                        p.durationNanos(),
                        p.bytes(),
                        p.requests(),
                        p.allocatedBytes(),
                        0,
                        p.cpu(),
                        new InterferenceRecord(
                            0,
                            Math.round(processors * p.durationNanos() / 1e3),
                            0,
                            p.requests(),
                            0,
                            -1,
                            0)))
            .toList();
    return TestRecords.trial(
        t.schemaVersion(),
        t.trial(),
        t.round(),
        t.status(),
        t.reason(),
        t.control(),
        t.cell(),
        t.startedAt(),
        t.wallNanos(),
        t.warmups(),
        passes,
        t.receipts(),
        t.result().warmupReceipts());
  }
}
