package io.aiorevisited.analysis.record.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a system call that does nothing costs on this machine.
 *
 * @param nanosByBinding nanoseconds a call, by the name of each binding that this Java has: {@code
 *     jna}, {@code ffm}
 */
public record CallCost(Map<String, Double> nanosByBinding) {

  private static final String FILE_NAME = "call-cost.json";

  public CallCost {
    nanosByBinding = nanosByBinding == null ? Map.of() : Map.copyOf(nanosByBinding);
  }

  /**
   * Reads what a run found; empty if it didn't look.
   *
   * @throws IOException if there is a file that can't be read
   */
  public static Optional<CallCost> read(Path runFolder) throws IOException {
    Path file = runFolder.resolve(FILE_NAME);
    if (!RunFile.exists(file)) {
      return Optional.empty();
    }
    CallCost cost = JsonFile.read(file, CallCost.class, "what a system call costs");
    try {
      RecordCheck.check("", cost);
      for (String binding : cost.nanosByBinding().keySet()) {
        RecordCheck.word("nanosByBinding", binding);
      }
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
