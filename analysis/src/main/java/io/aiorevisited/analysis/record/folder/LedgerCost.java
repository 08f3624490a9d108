package io.aiorevisited.analysis.record.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What keeping the CPU ledger costs on this machine: passes of the null engine, which does no I/O,
 * in a JVM that keeps the ledger and in one that doesn't. Medians over passes.
 *
 * @param passes measured in each of both
 * @param requests of a pass
 * @param passWithoutMicros time of a pass without a ledger
 * @param passWithMicros time of a pass between whose two readings it lies
 * @param ledgerMicros CPU time of both readings together
 */
public record LedgerCost(
    int passes,
    long requests,
    double passWithoutMicros,
    double passWithMicros,
    double ledgerMicros) {

  private static final String FILE_NAME = "ledger-cost.json";

  /**
   * Reads what a run found; empty if it didn't look.
   *
   * @throws IOException if there is a file that can't be read
   */
  public static Optional<LedgerCost> read(Path runFolder) throws IOException {
    Path file = runFolder.resolve(FILE_NAME);
    if (!RunFile.exists(file)) {
      return Optional.empty();
    }
    LedgerCost cost = JsonFile.read(file, LedgerCost.class, "a ledger's cost");
    try {
      RecordCheck.check("", cost);
    } catch (RecordCheck.UnsoundException e) {
      throw new RunFolderException(file + " has " + e.getMessage() + "; delete it", e);
    }
    return Optional.of(cost);
  }

  /**
   * Keeps it with the run.
   *
   * @throws IOException if it can't be written
   */
  public void write(Path runFolder) throws IOException {
    JsonFile.write(runFolder.resolve(FILE_NAME), this);
  }
}
