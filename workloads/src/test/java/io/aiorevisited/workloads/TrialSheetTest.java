package io.aiorevisited.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.workloads.gates.GateResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialSheetTest {
  private static final TrialSheet SHEET =
      new TrialSheet(
          List.of(new PassResult(5_000_000, 1 << 20, 64, 0)),
          List.of(
              new PassResult(1_000_000, 1 << 20, 64, 0),
              new PassResult(3_000_000, 1 << 20, 64, 48)),
          new EngineReceipts(64, Map.of("pread64", 64L), 0, 0, Map.of(), 0, 0, 0),
          new EngineReceipts(
              128, Map.of("pread64", 130L), 1, 1, Map.of("pread64:EINTR", 2L), 3, 0, 0),
          List.of(
              new GateResult("extents", GateResult.Outcome.PASSED, "all written", ""),
              new GateResult("depth", GateResult.Outcome.FAILED, "too small", "enlarge it")),
          new NanosDistribution(3, 4.5, 1, 2, 3, 4, 5, 6, "HISTFAAA"),
          SubmissionResult.NONE);

  @TempDir(factory = UnderBuildFolder.class)
  Path directory;

  @Test
  void shouldReadWhatItWroteAndLeaveNothingElse() throws IOException {
    Path file = directory.resolve("sheet.json");
    SHEET.write(file);
    SHEET.write(file);

    assertThat(TrialSheet.read(file)).isEqualTo(SHEET);
    assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void shouldFailWhereItCannotBeWritten() throws IOException {
    Path file = Files.createDirectories(directory.resolve("sheet.json/full")).getParent();

    assertThatThrownBy(() -> SHEET.write(file)).isInstanceOf(IOException.class);
    assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"warmups\":[],\"passes\":[],\"warmupReceipts\":null,\"receipts\":null}",
        "{\"warmups\":[],\"passes\":[{\"bytes\":1}],\"warmupReceipts\":null,\"receipts\":null}"
      })
  void shouldRefuseWhatIsNotAWholeSheet(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("sheet.json"), text);

    assertThatThrownBy(() -> TrialSheet.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a trial sheet: " + file);
  }

  @Test
  void shouldSumUpByTotalBytesAndTotalTime() {
    assertThat(SHEET.summary()).isEqualTo("2 measured passes: 500.0 MiB/s, 31.25 us per request");
  }
}
