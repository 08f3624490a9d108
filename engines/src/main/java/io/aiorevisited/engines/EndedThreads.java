package io.aiorevisited.engines;

import io.aiorevisited.engines.linux.CpuClocks;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What engine threads had spent when they ended. The kernel forgets whose time it was as soon as a
 * thread is gone, so an engine's thread notes it here as its last act; nothing is kept until
 * somebody asks for it.
 */
public final class EndedThreads {
  private static final Queue<EndedThread> ENDED = new ConcurrentLinkedQueue<>();
  private static volatile boolean kept;

  private EndedThreads() {}

  /**
   * One thread's last reading.
   *
   * @param tid thread id as Linux counts them
   * @param cpu since the thread started
   * @param usage since the thread started
   */
  public record EndedThread(int tid, CpuClocks.ThreadCpu cpu, CpuClocks.Usage usage) {}

  /** Keeps notes from now on; whoever calls this has to {@link #take} them. */
  public static void keep() {
    kept = true;
  }

  /** Notes what the calling thread has spent; called by an engine's thread just before it ends. */
  public static void note(LinuxSyscalls syscalls) {
    if (!kept) {
      return;
    }
    try (CpuClocks clocks = new CpuClocks(syscalls)) {
      int tid = syscalls.gettid();
      ENDED.add(new EndedThread(tid, clocks.thread(tid), clocks.callingThread()));
    }
  }

  /** Returns the threads that ended since the last call, and forgets them. */
  public static List<EndedThread> take() {
    List<EndedThread> taken = new ArrayList<>();
    for (EndedThread ended = ENDED.poll(); ended != null; ended = ENDED.poll()) {
      taken.add(ended);
    }
    return taken;
  }
}
