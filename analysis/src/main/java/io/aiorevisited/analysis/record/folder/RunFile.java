package io.aiorevisited.analysis.record.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Opens the files of a run folder, which may come from anybody: regular files only, since a pipe
 * would hang the reader and a link lead out of the folder, and none larger than its kind can be.
 */
public final class RunFile {

  private static final int MIB = 1 << 20;

  /** Most bytes of {@code run.json} and of an index. */
  static final int MOST_BYTES_OF_JSON = 16 * MIB;

  /** Most bytes of a journal: some 50,000 trials. */
  static final int MOST_BYTES_OF_JOURNAL = 512 * MIB;

  /** Most bytes of a profile's stacks. */
  public static final int MOST_BYTES_OF_STACKS = 64 * MIB;

  private RunFile() {}

  /** Tells whether something of that name is there, whatever it is. */
  static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Reads a whole file.
   *
   * @param mostBytes size above which it is not read
   * @throws RunFolderException if it is no regular file, or too large
   * @throws IOException if it can't be read
   */
  public static byte[] read(Path file, int mostBytes) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new RunFolderException(
          file
              + (exists(file) ? " is not a regular file" : " is not there")
              + "; a run folder is read without following links: copy the run's own file there");
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(mostBytes);
      if (in.read() >= 0) {
        throw new RunFolderException(
            file
                + " has more than "
                + mostBytes / MIB
                + " MiB, which no run leaves; copy the run's own file there");
      }
      return bytes;
    }
  }

  /**
   * Finds a file that a record names.
   *
   * @param name path relative to the folder
   * @return the file, which is inside the folder
   * @throws RunFolderException if a link on the way leads out of the folder
   * @throws IOException if it is not there
   */
  public static Path inside(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!file.toRealPath().startsWith(folder.toRealPath())) {
      throw new RunFolderException(
          file + " lies outside the run folder; copy the run's own file there");
    }
    return file;
  }
}
