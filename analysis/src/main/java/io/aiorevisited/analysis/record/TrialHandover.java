package io.aiorevisited.analysis.record;

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The file by which a measuring JVM hands its {@link TrialResult} to the one that started it.
 *
 * <p>It is in Java's own serial form, not in JSON: a library that reads and writes JSON takes a JVM
 * that has just started 0.3 s of CPU time, a third of all that a fork costs. Nobody else reads it;
 * the journal, which is kept, is JSON.
 */
public final class TrialHandover {

  private static final ObjectInputFilter OURS =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=20;maxrefs=1000000;io.aiorevisited.analysis.record.**;java.lang.*;java.util.*;!*");

  private TrialHandover() {}

  /**
   * Writes the whole file, or none.
   *
   * @throws IOException if it can't be written
   */
  public static void write(Path file, TrialResult result) throws IOException {
    Path beside = Path.of(file + ".new");
    try {
      try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(beside))) {
        out.writeObject(result);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside); // moved, or no use to anybody
    }
  }

  /**
   * Reads one.
   *
   * @throws IOException if there is none, or it holds anything but a result
   */
  public static TrialResult read(Path file) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
      in.setObjectInputFilter(OURS);
      if (in.readObject() instanceof TrialResult result) {
        return result;
      }
      throw new InvalidClassException(file + " does not hold a trial's result");
    } catch (ClassNotFoundException e) {
      throw new IOException(file + " holds something that this program does not know", e);
    }
  }
}
