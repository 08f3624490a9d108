package io.aiorevisited.workloads.targets.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that makes a scratch file.
 *
 * @param pid its number
 * @param startTicks when it started, clock ticks since boot: tells it from a later process of the
 *     same number
 */
record Owner(long pid, long startTicks) {
  private static final int START_TIME_FIELD = 22;

  /** This process. */
  static Owner current() throws IOException {
    long pid = ProcessHandle.current().pid();
    return new Owner(
        pid,
        startTicks(pid).orElseThrow(() -> new IOException("can't read /proc/" + pid + "/stat")));
  }

  /** Whether it still runs. */
  boolean runs() throws IOException {
    return startTicks(pid).filter(ticks -> ticks == startTicks).isPresent();
  }

  private static Optional<Long> startTicks(long pid) throws IOException {
    String stat;
    try {
      stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    // Field 2 is the command in brackets and may hold anything, so fields are counted after it.
    String[] fromThirdField = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Optional.of(Long.parseLong(fromThirdField[START_TIME_FIELD - 3]));
  }
}
