package io.aiorevisited.engines.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts threads of this process by name, those included that the kernel has made for it. */
public final class TaskNames {
  private static final Path TASKS = Path.of("/proc/self/task");

  private TaskNames() {}

  /** Threads alive whose name starts with {@code prefix}. */
  public static int count(String prefix) {
    int found = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        if (ProcFile.text(task.resolve("comm")).startsWith(prefix)) {
          found++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + TASKS + "; is /proc mounted?", e);
    }
    return found;
  }
}
