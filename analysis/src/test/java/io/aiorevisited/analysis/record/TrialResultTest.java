package io.aiorevisited.analysis.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.analysis.record.folder.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialResultTest {
  private static final String WHAT = "a trial's result";

  private static final TrialResult RESULT =
      new TrialResult(
          List.of(TestRecords.pass(5_000_000, 1 << 20, 64, 0)),
          List.of(
              TestRecords.pass(1_000_000, 1 << 20, 64, 0),
              TestRecords.pass(3_000_000, 1 << 20, 64, 48)),
          new Receipts(64, Map.of("pread64", 64L), 0, 0, Map.of(), 0, 0, 0),
          new Receipts(128, Map.of("pread64", 130L), 1, 1, Map.of("pread64:EINTR", 2L), 3, 0, 0),
          List.of(
              GateRecord.passed("extents", "all written"),
              GateRecord.failed("depth", "too small", "enlarge it")),
          new LatencyRecord(
              LatencyRecord.CLOSED_LOOP, new DurationsRecord(3, 4.5, 1, 2, 3, 4, 5, 6, "HISTFAAA")),
          null,
          new BuffersRecord("huge", 2 << 20, 2 << 20),
          new RestingRecord(1_000_000, 12));

  @TempDir Path directory;

  @Test
  void shouldReadWhatItWroteAndLeaveNothingElse() throws IOException {
    Path file = directory.resolve("result.json");
    JsonFile.write(file, RESULT);
    JsonFile.write(file, RESULT);

    assertThat(JsonFile.read(file, TrialResult.class, WHAT)).isEqualTo(RESULT);
    assertThat(directory.toFile().list()).containsExactly("result.json");
  }

  @Test
  void shouldReplaceWhatAKilledWriterLeft() throws IOException {
    Path file = directory.resolve("result.json");
    Files.writeString(directory.resolve("result.json" + JsonFile.UNFINISHED_SUFFIX), "{\"pas");
    JsonFile.write(file, RESULT);

    assertThat(directory.toFile().list()).containsExactly("result.json");
  }

  @Test
  void shouldFailWhereItCannotBeWritten() throws IOException {
    Path file = Files.createDirectories(directory.resolve("result.json/full")).getParent();

    assertThatThrownBy(() -> JsonFile.write(file, RESULT)).isInstanceOf(IOException.class);
    assertThat(directory.toFile().list()).containsExactly("result.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "null",
        "{\"warmups\":[],\"passes\":[],\"warmupReceipts\":null,\"receipts\":null}",
        "{\"warmups\":[],\"passes\":[{\"bytes\":1}],\"warmupReceipts\":null,\"receipts\":null}"
      })
  void shouldRefuseWhatIsNotAWholeResult(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("result.json"), text);

    assertThatThrownBy(() -> JsonFile.read(file, TrialResult.class, WHAT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a trial's result: " + file);
  }

  @Test
  void shouldSumUpByTotalBytesAndTotalTime() {
    assertThat(RESULT.summary()).isEqualTo("2 measured passes: 500.0 MiB/s, 31.25 us per request");
  }
}
