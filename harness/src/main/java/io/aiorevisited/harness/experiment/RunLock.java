package io.aiorevisited.harness.experiment;

import io.aiorevisited.harness.plan.WrongCallException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two processes from running trials into the same folder. The kernel lets go of it when the
 * process ends, however it ends; the file that may stay then means nothing.
 */
final class RunLock implements AutoCloseable {

  static final String FILE_NAME = "run.lock";

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock of {@code folder}.
   *
   * @throws WrongCallException if another process has it
   * @throws IOException if its file can't be made
   */
  static RunLock take(Path folder) throws IOException {
    Path file = folder.resolve(FILE_NAME);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      throw underWay(folder, e); // another thread of this process has it
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw underWay(folder, null);
    }
    return new RunLock(file, channel);
  }

  private static WrongCallException underWay(Path folder, Exception cause) {
    WrongCallException wrong =
        new WrongCallException(
            folder + " is being measured by another process at this moment: wait for it to end");
    wrong.initCause(cause);
    return wrong;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    }
  }
}
