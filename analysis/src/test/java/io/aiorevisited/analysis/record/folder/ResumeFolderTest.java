package io.aiorevisited.analysis.record.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.analysis.record.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class ResumeFolderTest {

  @TempDir Path temp;
  private Path folder;
  private Path manifest;
  private Path journal;
  private List<TrialRecord> written;

  @BeforeEach
  void writeRun() throws IOException {
    folder = temp.resolve("run");
    manifest = folder.resolve("run.json");
    journal = folder.resolve("trials.jsonl");
    GeneratedRun run = new GeneratedRun(1).rounds(2);
    written = run.trials();
    RunFolder writer = RunFolder.create(folder, run.manifest());
    for (TrialRecord trial : written) {
      writer.append(List.of(trial));
    }
  }

  @Test
  void shouldKeepEveryTrialOfASoundJournal() throws IOException {
    byte[] before = Files.readAllBytes(journal);
    RunFolder resumed = RunFolder.openToResume(folder);

    assertThat(resumed.trials()).isEqualTo(written);
    assertThat(resumed.dropCutLine()).isFalse();
    assertThat(journal).hasBinaryContent(before);
  }

  @Test
  void shouldDropACutLastLineAtEveryLengthAndAppendAfterTheRest() throws IOException {
    byte[] whole = Files.readAllBytes(journal);
    List<TrialRecord> kept = written.subList(0, written.size() - 1);
    TrialRecord last = written.get(written.size() - 1);
    int lastStart = startOfLastLine(whole);
    for (int length = lastStart + 1; length < whole.length; length += 97) {
      Files.write(journal, Arrays.copyOf(whole, length));

      RunFolder resumed = RunFolder.openToResume(folder);
      assertThat(resumed.trials()).isEqualTo(kept);
      assertThat(journal).as("opening touches nothing").hasSize(length);
      assertThat(resumed.dropCutLine()).isTrue();
      assertThat(journal).hasSize(lastStart);
      resumed.append(List.of(last));
      assertThat(journal).hasBinaryContent(whole);
    }
  }

  @Test
  void shouldNotKeepALastLineThatLacksOnlyItsEnd() throws IOException {
    byte[] whole = Files.readAllBytes(journal);
    Files.write(journal, Arrays.copyOf(whole, whole.length - 1));

    assertThat(RunFolder.openToResume(folder).trials()).hasSize(written.size() - 1);
  }

  @Test
  void shouldRefuseAJournalDamagedInItsMiddle() throws IOException {
    List<String> lines = Files.readAllLines(journal);
    lines.set(1, lines.get(1).substring(5));
    Files.write(journal, lines);

    assertRefused("line 2");
  }

  @Test
  void shouldRefuseAJournalThatIsGone() throws IOException {
    Files.delete(journal);
    assertRefused("trials.jsonl");
    assertThat(journal).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "seed,         '\"seed\" : ',          '\"seed\" : 1'",
    "rounds,       '\"rounds\" : ',        '\"rounds\" : 1'",
    "marginRatio,  '\"marginRatio\" : ',   '\"marginRatio\" : 1'",
    "cells,        '\"blockSizeBytes\" : ','\"blockSizeBytes\" : 1'",
    "planSeal,     '\"planSeal\"',         '\"planSeals\"'",
  })
  void shouldNameWhatOfThePlanWasChanged(String field, String found, String put)
      throws IOException {
    String text = Files.readString(manifest);
    assertThat(text).contains(found);
    Files.writeString(manifest, text.replaceFirst(Pattern.quote(found), put));

    assertRefused(field);
  }

  @Test
  void shouldNotMindWhatElseOfTheManifestWasFormattedAnew() throws IOException {
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replaceAll("\\n +", "\n"));

    assertThat(RunFolder.openToResume(folder).trials()).isEqualTo(written);
  }

  @Test
  void shouldLeaveNoUnfinishedManifest() throws IOException {
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("run.json", "trials.jsonl");
  }

  @Test
  void shouldSayWhichTrialCannotBeKept() throws IOException {
    RunFolder full = RunFolder.open(folder);
    Files.delete(journal);
    Files.createSymbolicLink(journal, Path.of("/dev/full"));

    assertThatThrownBy(() -> full.append(List.of(written.get(0))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can't keep trial " + written.get(0).trial());
    assertThat(full.trials()).hasSize(written.size());
    Files.delete(journal);
  }

  private void assertRefused(String inMessage) throws IOException {
    byte[] before = Files.readAllBytes(manifest);
    assertThatThrownBy(() -> RunFolder.openToResume(folder))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining(inMessage)
        .message()
        .doesNotContain("\n");
    assertThat(manifest).hasBinaryContent(before);
  }

  private static int startOfLastLine(byte[] bytes) {
    int at = bytes.length - 1;
    while (bytes[at - 1] != '\n') {
      at--;
    }
    return at;
  }
}
