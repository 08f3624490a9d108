package io.aiorevisited.workloads.targets.file;

import io.aiorevisited.workloads.targets.Target;
import io.aiorevisited.workloads.targets.TargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that was there before: read from freely, written to only if it is a scratch file of the
 * running harness, and never removed.
 *
 * @param path regular file
 * @param sizeBytes its size when it was looked at
 */
public record ExistingFile(Path path, long sizeBytes) implements Target {

  /**
   * Looks at {@code path}.
   *
   * @throws TargetException if it isn't a readable regular file
   * @throws IOException if its size can't be read
   */
  public static ExistingFile at(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new TargetException("no such target: " + path + "; name a file that exists");
    }
    if (!Files.isRegularFile(path)) {
      throw new TargetException("not a regular file: " + path + "; name a file as target");
    }
    if (!Files.isReadable(path)) {
      throw new TargetException("target not readable: " + path + "; check its permissions");
    }
    return new ExistingFile(path, Files.size(path));
  }

  @Override
  public void requireWritable() throws IOException {
    if (!ScratchFile.isOwn(path)) {
      throw new TargetException(
          "refused to write to "
              + path
              + ": it is not a scratch file of the running harness; read it, or leave the target out"
              + " to have a scratch file made");
    }
  }

  /** Does nothing: the file stays. */
  @Override
  public void close() {}
}
