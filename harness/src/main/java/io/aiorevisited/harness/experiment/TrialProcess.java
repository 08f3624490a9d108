package io.aiorevisited.harness.experiment;

/** The JVM of the trial under way: the only kind of process that this program starts. */
final class TrialProcess {

  private TrialProcess() {}

  /** Kills it and everything that it has started. */
  static void killAll() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
