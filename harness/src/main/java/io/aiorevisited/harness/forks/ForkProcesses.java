package io.aiorevisited.harness.forks;

/** The JVM of the trial under way: the only kind of process that this program starts. */
public final class ForkProcesses {

  private ForkProcesses() {}

  /** Kills it and everything that it has started. */
  public static void killAll() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
