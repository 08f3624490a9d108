package io.aiorevisited.engines.linux;

import java.nio.ByteBuffer;

/*
 * Linux lets every thread of a process read the CPU clocks of the others (clock_getcpuclockid(3)
 * makes such clock ids; their layout is in include/linux/posix-timers_types.h: the complement of
 * the thread id shifted left by 3, 4 for a thread's clock, and which clock in the lowest 2 bits).
 * Without the 4 it is the clock of a whole process, which anybody may read.
 *
 * The scheduler's clock (2) is exact to the nanosecond, also for a thread that runs at this moment;
 * /proc/self/task/TID/schedstat shows the same number, but stale by up to a tick. The kernel does
 * not measure user and system time apart: at each timer tick (1 to 10 ms) it charges the whole tick
 * to what it then finds running. The sampled clocks (0 user and system, 1 user alone) are those
 * charges; a thread's user time over a span is the exact clock's growth times the user share of the
 * charges. utime and stime in /proc/self/task/TID/stat come from the same two sources, but rounded
 * down to 10 ms and scaled over the thread's whole life, so the start-up would colour every span.
 */
/**
 * Reads CPU clocks of this process, of its threads, and of other processes as a whole. Used by one
 * thread at a time; a reading costs some system calls of under a microsecond each.
 */
public final class CpuClocks implements AutoCloseable {
  private static final int SAMPLED_CLOCK = 0;
  private static final int SAMPLED_USER_CLOCK = 1;
  private static final int SCHEDULER_CLOCK = 2;
  private static final int THREAD_CLOCK = 4;
  private static final int RUSAGE_CHILDREN = -1;
  private static final int RUSAGE_SELF = 0;
  private static final int RUSAGE_THREAD = 1;
  private static final int RUSAGE_BYTES = 144;
  private static final int VOLUNTARY_SWITCHES_OFFSET = 128;
  private static final int INVOLUNTARY_SWITCHES_OFFSET = 136;

  private final LinuxSyscalls syscalls;
  private final NativeMemory memory;
  private final ByteBuffer view;

  /**
   * CPU time of a thread since it started.
   *
   * @param cpuNanos user and system time, exact
   * @param sampledNanos user and system time as charged by ticks
   * @param sampledUserNanos user time as charged by ticks
   */
  public record ThreadCpu(long cpuNanos, long sampledNanos, long sampledUserNanos) {

    /** What was spent since {@code earlier}, a reading of the same thread. */
    public ThreadCpu since(ThreadCpu earlier) {
      return new ThreadCpu(
          cpuNanos - earlier.cpuNanos,
          sampledNanos - earlier.sampledNanos,
          sampledUserNanos - earlier.sampledUserNanos);
    }

    /** The sum of both. */
    public ThreadCpu plus(ThreadCpu other) {
      return new ThreadCpu(
          cpuNanos + other.cpuNanos,
          sampledNanos + other.sampledNanos,
          sampledUserNanos + other.sampledUserNanos);
    }
  }

  /**
   * What getrusage tells.
   *
   * @param voluntarySwitches context switches because the thread had to wait
   * @param involuntarySwitches context switches because another thread's turn had come
   */
  public record Usage(
      long userMicros, long systemMicros, long voluntarySwitches, long involuntarySwitches) {}

  public CpuClocks(LinuxSyscalls syscalls) {
    this.syscalls = syscalls;
    this.memory = NativeMemory.map(syscalls, RUSAGE_BYTES);
    this.view = memory.view();
  }

  /** CPU time of thread {@code tid} of this process; null if it has ended. */
  public ThreadCpu thread(int tid) {
    long cpu = clock(tid, SCHEDULER_CLOCK);
    long sampled = clock(tid, SAMPLED_CLOCK);
    long sampledUser = clock(tid, SAMPLED_USER_CLOCK);
    // A thread can end between the calls, so the last one decides.
    return cpu < 0 || sampledUser < 0 ? null : new ThreadCpu(cpu, sampled, sampledUser);
  }

  /**
   * CPU time of all threads of process {@code pid}, those that have ended included; null if it has
   * ended itself.
   */
  public ThreadCpu wholeProcess(int pid) {
    long cpu = clock(~pid << 3 | SCHEDULER_CLOCK);
    long sampled = clock(~pid << 3 | SAMPLED_CLOCK);
    long sampledUser = clock(~pid << 3 | SAMPLED_USER_CLOCK);
    return cpu < 0 || sampledUser < 0 ? null : new ThreadCpu(cpu, sampled, sampledUser);
  }

  /** Usage of this process, threads that have ended included. */
  public Usage process() {
    return usage(RUSAGE_SELF, "RUSAGE_SELF");
  }

  /** Usage of all children of this process that have ended and been waited for, and of theirs. */
  public Usage endedChildren() {
    return usage(RUSAGE_CHILDREN, "RUSAGE_CHILDREN");
  }

  /** Usage of the calling thread. */
  public Usage callingThread() {
    return usage(RUSAGE_THREAD, "RUSAGE_THREAD");
  }

  private long clock(int tid, int which) {
    return clock(~tid << 3 | THREAD_CLOCK | which);
  }

  private long clock(int clock) {
    return syscalls.clockGettime(clock, memory.address()) == -1
        ? -1
        : view.getLong(0) * 1_000_000_000L + view.getLong(8);
  }

  private Usage usage(int who, String name) {
    if (syscalls.getrusage(who, memory.address()) == -1) {
      throw new SyscallException("getrusage", name, syscalls.errno(), "");
    }
    return new Usage(
        view.getLong(0) * 1_000_000L + view.getLong(8),
        view.getLong(16) * 1_000_000L + view.getLong(24),
        view.getLong(VOLUNTARY_SWITCHES_OFFSET),
        view.getLong(INVOLUNTARY_SWITCHES_OFFSET));
  }

  @Override
  public void close() {
    memory.close();
  }
}
