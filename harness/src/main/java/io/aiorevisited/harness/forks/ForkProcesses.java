package io.aiorevisited.harness.forks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The JVMs that this program starts: one for each trial under way. */
public final class ForkProcesses {

  private static final String MARK = "-Daiorevisited.fork=";
  private static final AtomicLong NEXT = new AtomicLong();

  private ForkProcesses() {}

  /** A JVM argument that no other fork of this program has, to find the process by. */
  static String newMark() {
    return MARK + ProcessHandle.current().pid() + "." + NEXT.incrementAndGet();
  }

  /** Kills the fork that was started with {@code mark}, if it runs. */
  static void kill(String mark) {
    ProcessHandle.current()
        .descendants()
        .filter(process -> hasArgument(process, mark))
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** Whole command lines: {@link ProcessHandle.Info} cuts them off at some 4000 bytes. */
  private static boolean hasArgument(ProcessHandle process, String mark) {
    try {
      byte[] line = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline"));
      return List.of(new String(line, StandardCharsets.UTF_8).split("\0")).contains(mark);
    } catch (IOException e) {
      return false; // it has ended meanwhile
    }
  }

  /** Kills all of them, and everything that they have started. */
  public static void killAll() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
