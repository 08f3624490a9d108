package io.aiorevisited.harness.profilers;

import java.util.List;

/**
 * What a thread of a measured JVM is there for. The kernel keeps 15 characters of a thread's name,
 * so {@code C2 CompilerThread0} is known by {@code C2 CompilerThre}.
 */
enum ThreadRole {
  /** Submits and receives. Known by its id, never by its name. */
  HOME(List.of()),
  /** Another thread of the engine: pool workers, io_uring's workers and its poller. */
  ENGINE(List.of("aio-worker-", "iou-wrk-", "iou-sqp-", "ForkJoinPool-")),
  /** Compiles byte code. */
  COMPILER(List.of("C1 Compiler", "C2 Compiler", "JVMCI", "Sweeper thread")),
  /**
   * Collects garbage, with any of HotSpot's collectors. The VM thread is among them: it carries out
   * the serial parts of collections, and all of them with the serial collector.
   */
  COLLECTOR(
      List.of(
          "GC Thread",
          "G1 ",
          "VM Thread",
          "Shenandoah",
          "RuntimeWorker",
          "ZWorker",
          "ZDriver",
          "ZDirector",
          "ZStat",
          "ZUnmapper",
          "ZUncommitter")),
  /** Anything else: JMH's runner, signal dispatcher, cleaners. */
  JVM_OTHER(List.of());

  private final List<String> namesStart;

  ThreadRole(List<String> namesStart) {
    this.namesStart = namesStart;
  }

  /** Returns the role of a thread that is not the home thread, by its name in /proc. */
  static ThreadRole ofName(String comm) {
    for (ThreadRole role : values()) {
      for (String start : role.namesStart) {
        if (comm.startsWith(start)) {
          return role;
        }
      }
    }
    return JVM_OTHER;
  }
}
