package io.aiorevisited.engines.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of procfs that tell of a thread or a descriptor, which may end meanwhile. */
public final class ProcFile {

  private ProcFile() {}

  /**
   * The text of a file.
   *
   * @return empty if what it tells of has ended
   * @throws IOException if it can't be read though it is there
   */
  public static String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      if (Files.exists(file)) {
        throw e;
      }
      return ""; // ENOENT when it was opened, or ESRCH when it was read
    }
  }
}
