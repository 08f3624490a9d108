package io.aiorevisited.harness.forks;

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

  private static boolean hasArgument(ProcessHandle process, String mark) {
    for (String argument : process.info().arguments().orElse(new String[0])) {
      if (argument.equals(mark)) {
        return true;
      }
    }
    return false;
  }

  /** Kills all of them, and everything that they have started. */
  public static void killAll() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
