package io.aiorevisited.harness.profilers;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ledgers of a trial, as the measured JVM hands them to the one that started it: one JSON file,
 * renamed into place, so that a sheet that is there is whole.
 *
 * @param warmups one for each warm-up pass
 * @param passes one for each measured pass
 */
public record LedgerSheet(List<CpuLedgerRecord> warmups, List<CpuLedgerRecord> passes) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public LedgerSheet {
    warmups = List.copyOf(warmups);
    passes = List.copyOf(passes);
  }

  /** Returns the ledger of warm-up pass {@code index}; null if none was kept. */
  public CpuLedgerRecord warmup(int index) {
    return index < warmups.size() ? warmups.get(index) : null;
  }

  /** Returns the ledger of measured pass {@code index}; null if none was kept. */
  public CpuLedgerRecord pass(int index) {
    return index < passes.size() ? passes.get(index) : null;
  }

  /**
   * Writes this sheet.
   *
   * @throws IOException if it can't be written; no temporary file stays behind
   */
  public void write(Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.write(temporary, JSON.writeValueAsBytes(this));
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
  public static LedgerSheet read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), LedgerSheet.class);
    } catch (JacksonException e) {
      throw new IOException("not a sheet of ledgers: " + file + ": " + e.getOriginalMessage(), e);
    }
  }
}
