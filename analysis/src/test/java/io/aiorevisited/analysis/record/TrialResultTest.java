package io.aiorevisited.analysis.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.analysis.record.programs.DaemonRecord;
import io.aiorevisited.analysis.record.programs.GuestRecord;
import java.io.File;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialResultTest {
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
          new RestingRecord(1_000_000, 12),
          null,
          new DaemonRecord("qemu-storage-daemon version 7.2", List.of("setpriv", "--export")),
          new GuestRecord(
              "QEMU emulator version 7.2",
              List.of("setpriv", "-accel", "tcg"),
              GuestRecord.TCG,
              "asked for",
              "6.1.0",
              "17.0.19",
              6_500,
              1,
              List.of(1_100_000L, 3_100_000L),
              10,
              20));

  @TempDir Path directory;

  @Test
  void shouldReadWhatItWroteAndLeaveNothingElse() throws IOException {
    Path file = directory.resolve("result.trial");
    TrialHandover.write(file, RESULT);
    TrialHandover.write(file, RESULT);

    assertThat(TrialHandover.read(file)).isEqualTo(RESULT);
    assertThat(directory.toFile().list()).containsExactly("result.trial");
  }

  @Test
  void shouldReplaceWhatAKilledWriterLeft() throws IOException {
    Path file = directory.resolve("result.trial");
    Files.writeString(directory.resolve("result.trial.new"), "pas");
    TrialHandover.write(file, RESULT);

    assertThat(directory.toFile().list()).containsExactly("result.trial");
  }

  @Test
  void shouldFailWhereItCannotBeWritten() throws IOException {
    Path file = Files.createDirectories(directory.resolve("result.trial/full")).getParent();

    assertThatThrownBy(() -> TrialHandover.write(file, RESULT)).isInstanceOf(IOException.class);
    assertThat(directory.toFile().list()).containsExactly("result.trial");
  }

  @Test
  void shouldRefuseWhatIsCutOff() throws IOException {
    Path file = directory.resolve("result.trial");
    TrialHandover.write(file, RESULT);
    byte[] whole = Files.readAllBytes(file);

    for (int length = 0; length < whole.length; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> TrialHandover.read(file)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void shouldRefuseAnythingButAResult() throws IOException {
    Path file = directory.resolve("result.trial");
    for (Object other : List.of("a text", List.of(1), new File("/"), RESULT.receipts())) {
      try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
        out.writeObject(other);
      }
      assertThatThrownBy(() -> TrialHandover.read(file)).isInstanceOf(InvalidClassException.class);
    }
  }

  @Test
  void shouldSumUpByTotalBytesAndTotalTime() {
    assertThat(RESULT.summary()).isEqualTo("2 measured passes: 500.0 MiB/s, 31.25 us per request");
  }
}
