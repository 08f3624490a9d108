package io.aiorevisited.analysis.record.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that contradict themselves or their plan, and digits that a disk changed. */
public class TrialCheckTest {

  private static final Cell CELL = GeneratedRun.iozone("read", 16384);

  @TempDir Path temp;
  private Path folder;
  private List<TrialRecord> written;

  @BeforeEach
  void writeRun() throws IOException {
    folder = temp.resolve("run");
    GeneratedRun run = new GeneratedRun(1).rounds(1).conditions(List.of(CELL));
    run.writeTo(folder);
    written = run.trials();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"bytes\":67108864 | \"bytes\":67108865 | warmups[0].bytes = 67108865, and the cell moves 67108864",
        "\"requests\":4096 | \"requests\":4095 | warmups[0].requests = 4095, and its bytes take 4096",
        "\"sizeBytes\":67108864 | \"sizeBytes\":67108352 | a cell that the plan does not have",
        "\"depth\":1 | \"depth\":7 | a cell that the plan does not have",
        "\"engine\":\"[a-z]+\" | \"engine\":\"x\" | a cell that the plan does not have",
        "\"engine\":\"[a-z]+\" | \"engine\":\"<script>\" | which is not a word",
        "\"round\":1 | \"round\":2 | round = 2, which is not 1 to 1",
        "\"attempt\":1 | \"attempt\":9223372036854775807 | does not fit the record",
        "\"durationNanos\":\\d+ | \"durationNanos\":9223372036854775807 | durationNanos = 9223372036854775807",
        "\"durationNanos\":(\\d+) | \"durationNanos\":9$1 | ns in a trial of",
        "\"wallNanos\":\\d+ | \"wallNanos\":-1 | wallNanos = -1",
        "\"passes\":\\[\\{[^}]*}, | \"passes\":[ | passes = 2, which is not 3 to 3",
        "\"receipts\":\\{.*?},\"worker | \"receipts\":{\"worker | no result.receipts.syscalls",
        "\"receipts\":\\{.*?\"errors\":0} | \"receipts\":{} | no result.receipts.syscalls",
        "\"errors\":0 | \"errors\":-1 | errors = -1",
        "\"pread64\":1 | \"pread64\":9223372036854775807 | pread64 = 9223372036854775807",
        "\"startedAt\":\"[^\"]+\" | \"startedAt\":\"noon\" | startedAt = 'noon'",
        "\"control\":false | \"control\":true | a control arm of",
        "\"schemaVersion\":2 | \"schemaVersion\":1 | has schema version 1, and its run has 2",
      })
  void shouldNameTheContradiction(String pattern, String replacement, String reason)
      throws IOException {
    int line = candidate();
    String text = withoutSeal(lines().get(line));
    String changed = text.replaceFirst(pattern, replacement);
    assertThat(changed).isNotEqualTo(text);
    put(line, LineChecksum.seal(changed));

    RunFolder read = RunFolder.open(folder);

    assertThat(read.problems()).singleElement().asString().contains(reason);
    assertThat(read.trials()).hasSize(written.size() - 1);
  }

  @Test
  void shouldFindEveryDigitThatChanged() throws IOException {
    String line = lines().get(0);
    for (int at = 0; at < line.length(); at++) {
      char digit = line.charAt(at);
      if (digit >= '0' && digit <= '9') {
        char other = digit == '9' ? '1' : (char) (digit + 1);
        put(0, line.substring(0, at) + other + line.substring(at + 1));
        RunFolder read = RunFolder.open(folder);
        assertThat(read.problems()).as("at %d", at).isNotEmpty();
        assertThat(read.trials()).as("at %d", at).isEqualTo(written.subList(1, written.size()));
      }
    }
  }

  @Test
  void shouldSayWhatAChecksumFound() throws IOException {
    put(0, lines().get(0).replaceFirst("\"allocatedBytes\":1024", "\"allocatedBytes\":1025"));
    put(1, withoutSeal(lines().get(1)));

    assertThat(RunFolder.open(folder).problems())
        .extracting(RecordProblem::reason)
        .satisfiesExactly(
            first -> assertThat(first).contains("was changed since it was written"),
            second -> assertThat(second).contains("has no checksum"));
  }

  @Test
  void shouldShowNoCharacterThatSteersATerminal() throws IOException {
    RunFolder run = RunFolder.create(temp.resolve("hostile"), new GeneratedRun(1).manifest());
    TrialRecord trial = new GeneratedRun(1).trials().get(0);
    run.append(
        List.of(
            new TrialRecord(
                trial.schemaVersion(),
                trial.trial(),
                trial.round(),
                trial.attempt(),
                TrialStatus.FAILED,
                "red \u001b[31m\u202e and\nlines \ud83d\ude00",
                trial.control(),
                trial.cell(),
                trial.startedAt(),
                trial.wallNanos(),
                null)));

    assertThat(RunFolder.open(run.path()).trials())
        .singleElement()
        .satisfies(t -> assertThat(t.reason()).isEqualTo("red \ufffd[31m\ufffd and lines 😀"));
  }

  /** A line of an engine that is not the reference. */
  private int candidate() {
    for (int i = 0; i < written.size(); i++) {
      if (written.get(i).cell().engine().equals("psync")) {
        return i;
      }
    }
    throw new IllegalStateException("the run has psync");
  }

  private List<String> lines() throws IOException {
    return new ArrayList<>(Files.readAllLines(folder.resolve("trials.jsonl")));
  }

  private void put(int line, String text) throws IOException {
    List<String> lines = lines();
    lines.set(line, text);
    Files.write(folder.resolve("trials.jsonl"), lines);
  }

  private static String withoutSeal(String line) {
    return line.replaceFirst(",\"crc32c\":\"[0-9a-f]{8}\"}$", "}");
  }
}
