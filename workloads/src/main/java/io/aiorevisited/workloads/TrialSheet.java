package io.aiorevisited.workloads;

import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.workloads.gates.GateResult;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a forked JVM hands to the one that started it: written as one JSON file when the trial's
 * engine has been closed, so that a sheet that is there is whole.
 *
 * @param warmups passes before the measured ones
 * @param passes measured passes
 * @param warmupReceipts what the engine did during the warm-ups
 * @param receipts what it did during the measured passes
 * @param gates what the checks of the measured passes found
 * @param latency time of each request in the measured passes, closed loop; none where the workload
 *     doesn't time requests
 * @param submission how asynchronous the submissions were
 */
public record TrialSheet(
    List<PassResult> warmups,
    List<PassResult> passes,
    EngineReceipts warmupReceipts,
    EngineReceipts receipts,
    List<GateResult> gates,
    NanosDistribution latency,
    SubmissionResult submission) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public TrialSheet {
    warmups = List.copyOf(warmups);
    passes = List.copyOf(passes);
    gates = List.copyOf(gates);
  }

  /** Tells in one line how fast the measured passes were together: total bytes by total time. */
  public String summary() {
    double seconds = passes.stream().mapToLong(PassResult::durationNanos).sum() / 1e9;
    long bytes = passes.stream().mapToLong(PassResult::bytes).sum();
    long requests = passes.stream().mapToLong(PassResult::requests).sum();
    return String.format(
        Locale.ROOT,
        "%d measured passes: %.1f MiB/s, %.2f us per request",
        passes.size(),
        bytes / seconds / (1 << 20),
        seconds * 1e6 / requests);
  }

  /**
   * Writes this sheet to a temporary file beside {@code file}, then renames it over {@code file}.
   *
   * @throws IOException if either can't be done; no temporary file stays behind
   */
  public void write(Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.write(temporary, JSON.writeValueAsBytes(this));
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Reads a sheet that {@link #write} left.
   *
   * @throws IOException if {@code file} can't be read or isn't a whole sheet
   */
  public static TrialSheet read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), TrialSheet.class);
    } catch (JacksonException e) {
      throw new IOException("not a trial sheet: " + file + ": " + e.getOriginalMessage(), e);
    }
  }
}
