package io.aiorevisited.analysis.record.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class RunFolderTest {

  @TempDir Path temp;
  private Path folder;
  private List<TrialRecord> written;

  @BeforeEach
  void writeRun() throws IOException {
    folder = temp.resolve("run");
    GeneratedRun run = new GeneratedRun(1).rounds(1);
    RunFolder writer = RunFolder.create(folder, run.manifest());
    for (TrialRecord trial : run.trials()) {
      writer.append(List.of(trial));
    }
    written = run.trials();
  }

  @Test
  void shouldReadBackWhatWasWritten() throws IOException {
    RunFolder read = RunFolder.open(folder);

    assertThat(read.trials()).isEqualTo(written);
    assertThat(read.problems()).isEmpty();
    assertThat(read.manifest()).isEqualTo(new GeneratedRun(1).rounds(1).manifest());
  }

  @Test
  void shouldWriteTheContractsNames() throws IOException {
    String line = lines().get(0);

    assertThat(line)
        .contains(
            "\"schemaVersion\":2,\"trial\":1,\"round\":1,\"attempt\":1,\"status\":\"OK\",\"control\":")
        .contains("\"cell\":{\"engine\":", "\"blockSizeBytes\":", "\"depth\":", "\"splitBytes\":")
        .contains("\"targetState\":", "\"cacheMode\":", "\"sizeBytes\":", "\"receipts\":{")
        .contains("\"passes\":[{\"durationNanos\":", "\"allocatedBytes\":1024,\"stoppedNanos\":0}")
        .contains("\"buffers\":\"huge\"", "\"placement\":\"free\"", "\"result\":{\"warmups\":")
        .doesNotContain("\"reason\"");
  }

  @Test
  void shouldReadARunOfSchemaOne() throws Exception {
    RunFolder old =
        RunFolder.open(Path.of(RunFolderTest.class.getResource("/schema-1-run").toURI()));

    assertThat(old.problems()).isEmpty();
    assertThat(old.trials()).hasSize(6).allMatch(trial -> trial.attempt() == 1);
    assertThat(old.manifest().plan().interleave()).isEqualTo(Plan.FORKS);
    assertThat(old.manifest().plan().primary()).isEmpty();
    TrialRecord first = old.trials().get(0);
    assertThat(first.cell().buffers()).isEqualTo(Cell.BUFFERS_UNSET);
    assertThat(first.warmups()).hasSize(1);
    assertThat(first.passes()).hasSize(1).allMatch(pass -> pass.cpu() != null);
    assertThat(first.receipts().requests()).isEqualTo(256);
    assertThat(first.gates()).hasSize(9).noneMatch(GateRecord::failed);
    assertThat(first.gates()).allMatch(gate -> gate.fix() != null);
  }

  @Test
  void shouldNotAddToARunOfSchemaOne() throws Exception {
    Path old = Path.of(RunFolderTest.class.getResource("/schema-1-run").toURI());

    assertThatThrownBy(() -> RunFolder.openToResume(old))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("would not be comparable");
  }

  @Test
  void shouldPassOverPropertiesOfLaterVersions() throws IOException {
    editLine(0, line -> line.replaceFirst("\\{", "{\"tides\":[{\"name\":\"spring\"}],"));
    editLine(
        1, line -> line.replace("\"durationNanos\"", "\"weather\":{\"sun\":1},\"durationNanos\""));

    assertThat(RunFolder.open(folder).problems()).isEmpty();
    assertThat(RunFolder.open(folder).trials()).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"schemaVersion\":2 | \"schemaVersion\":9 | has schema version 9",
        "\"round\":1, | `` | lacks the field 'round'",
        "\"blockSizeBytes\" | \"blockSize\" | lacks the field 'cell.blockSizeBytes'",
        "\"durationNanos\":\\d+ | \"durationNanos\":NaN | has 'passes[0].durationNanos' = \"NaN\",",
        "\"durationNanos\":\\d+ | \"durationNanos\":-5 | 'passes[0].durationNanos' = -5, which is below 1",
        "\"durationNanos\":\\d+ | \"durationNanos\":\"NaN\" | which is not a whole number",
        "\"trial\":2 | \"trial\":1 | repeats trial 1, which line 1 already has",
        "generated-host | other-host | was measured on host 'other-host'",
        "\"OK\" | \"SPLENDID\" | has the unknown status 'SPLENDID'",
        "\"OK\" | \"FAILED\" | lacks the field 'reason'",
        "\"receipts\":\\{ | \"receipt\":{ | lacks the field 'receipts'",
        "\"passes\":\\[.*?\\] | \"passes\":[] | has status OK but no measured pass",
        "^.*$ | [] | is not a JSON object",
        "^.*$ | ? | is not whole JSON",
      })
  void shouldNameTheDamagedLineAndUseTheRest(String pattern, String replacement, String reason)
      throws IOException {
    editLine(1, line -> line.replaceAll(pattern, replacement));

    RunFolder read = RunFolder.open(folder);

    List<TrialRecord> sound = new ArrayList<>(written);
    sound.remove(1);
    assertThat(read.trials()).isEqualTo(sound);
    assertThat(read.problems()).hasSize(1);
    assertThat(read.problems().get(0).line()).isEqualTo(2);
    assertThat(read.problems().get(0).reason()).contains(reason);
  }

  @Test
  void shouldNameACellThatStandsTwiceInARound() throws IOException {
    editLine(1, line -> lineWithTrial(0, 2));

    assertThat(RunFolder.open(folder).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.reason()).contains("repeats this cell in round 1"));
  }

  @Test
  void shouldNameACutLastLineAndGoOnAfterIt() throws IOException {
    Path journal = folder.resolve("trials.jsonl");
    String text = Files.readString(journal);
    Files.writeString(journal, text.substring(0, text.length() - 40));

    RunFolder read = RunFolder.open(folder);
    assertThat(read.trials()).isEqualTo(written.subList(0, written.size() - 1));
    assertThat(read.problems()).singleElement().asString().contains("was cut off");

    read.append(List.of(written.get(written.size() - 1)));
    RunFolder again = RunFolder.open(folder);
    assertThat(again.trials()).isEqualTo(written);
    assertThat(again.problems()).hasSize(1);
  }

  @Test
  void shouldUseAWholeLastLineThatLacksItsEnd() throws IOException {
    Path journal = folder.resolve("trials.jsonl");
    String text = Files.readString(journal);
    Files.writeString(journal, text.substring(0, text.length() - 1));

    assertThat(RunFolder.open(folder).trials()).isEqualTo(written);
  }

  @Test
  void shouldOutliveBytesThatAreNoText() throws IOException {
    Files.write(
        folder.resolve("trials.jsonl"),
        new byte[] {(byte) 0xff, (byte) 0xfe, '\n'},
        StandardOpenOption.APPEND);

    assertThat(RunFolder.open(folder).trials()).isEqualTo(written);
    assertThat(RunFolder.open(folder).problems()).hasSize(1);
  }

  @Test
  void shouldReportAFolderWithoutJournal() throws IOException {
    Files.delete(folder.resolve("trials.jsonl"));

    assertThat(RunFolder.open(folder).trials()).isEmpty();
    assertThat(RunFolder.open(folder).problems())
        .singleElement()
        .asString()
        .contains("is not there");
  }

  @Test
  void shouldRefuseWhatIsNoRunOrAnotherVersions() throws IOException {
    assertThatThrownBy(() -> RunFolder.open(temp.resolve("nowhere")))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("is not a run folder");
    assertThatThrownBy(() -> RunFolder.create(folder, new GeneratedRun(1).manifest()))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("already holds a run");

    Path manifest = folder.resolve("run.json");
    Files.writeString(
        manifest,
        Files.readString(manifest).replaceFirst("\"schemaVersion\" : 2", "\"schemaVersion\" : 7"));
    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("schema version 7");

    Files.writeString(manifest, "{");
    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("can't read");
  }

  private List<String> lines() throws IOException {
    return new ArrayList<>(Files.readAllLines(folder.resolve("trials.jsonl")));
  }

  private static String withoutSeal(String line) {
    return line.replaceFirst(",\"crc32c\":\"[0-9a-f]{8}\"}$", "}");
  }

  private static String sealed(String line) {
    return line.endsWith("}") ? LineChecksum.seal(line) : line;
  }

  private String lineWithTrial(int index, int trial) {
    try {
      return withoutSeal(lines().get(index)).replaceFirst("\"trial\":\\d+", "\"trial\":" + trial);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void editLine(int index, UnaryOperator<String> edit) throws IOException {
    List<String> lines = lines();
    lines.set(index, sealed(edit.apply(withoutSeal(lines.get(index)))));
    Files.write(folder.resolve("trials.jsonl"), lines);
  }
}
