package io.aiorevisited.engines;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The processes that engines of this JVM have carry their requests out, so that whoever counts CPU
 * time counts theirs.
 */
public final class EngineProcesses {
  private static final List<Integer> PIDS = new CopyOnWriteArrayList<>();

  private EngineProcesses() {}

  /** Notes a process; called by the engine that started it. */
  public static void started(long pid) {
    PIDS.add(Math.toIntExact(pid));
  }

  /** Forgets a process that has ended, or is about to. */
  public static void ended(long pid) {
    PIDS.remove((Integer) Math.toIntExact(pid));
  }

  /** Process ids of those that run. */
  public static List<Integer> pids() {
    return List.copyOf(PIDS);
  }
}
