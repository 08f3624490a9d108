package io.aiorevisited.harness.profilers;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuLedgerRecord.DeviceIo;
import io.aiorevisited.analysis.record.CpuLedgerRecord.Switches;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.engines.EndedThreads;
import io.aiorevisited.engines.linux.CpuClocks;
import io.aiorevisited.engines.linux.CpuClocks.ThreadCpu;
import io.aiorevisited.engines.linux.CpuClocks.Usage;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.harness.profilers.CpuReading.ThreadReading;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/*
 * The order of the calls makes the parts fit the whole. The process's usage adds up what the
 * scheduler last noted of each thread; reading a thread's own clock brings that note up to date. So
 * all other threads are read first, then the process, both before and after the pass. The home
 * thread is read nearest to the pass, last before it and first after it, so that its part holds
 * nothing of the reading; what it spends on reading the others after the pass is taken off the
 * process's figure.
 */
/**
 * Tells who spent CPU time between {@link #start} and {@link #stop}, both called by the same
 * thread. Takes well under a millisecond each once compiled.
 */
final class CpuLedger implements AutoCloseable {
  private static final File TASKS = new File("/proc/self/task");
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final LinuxSyscalls syscalls;
  private final boolean callerIsHome;
  private final String deviceStatPath;
  private final CpuClocks clocks;
  private final ProcText proc;
  private final Map<Integer, ThreadRole> knownRoles = new HashMap<>();

  private CpuReading before;
  private long startNanos;

  /**
   * @param callerIsHome whether the thread that starts and stops is the engine's home thread
   * @param deviceStatPath stat file of the device below the target; null for none
   */
  CpuLedger(LinuxSyscalls syscalls, boolean callerIsHome, String deviceStatPath) {
    this.syscalls = syscalls;
    this.callerIsHome = callerIsHome;
    this.deviceStatPath = deviceStatPath;
    this.clocks = new CpuClocks(syscalls);
    this.proc = new ProcText(syscalls);
    EndedThreads.keep();
  }

  /** Takes the reading before; a start that is not stopped is forgotten by the next. */
  void start() {
    int self = syscalls.gettid();
    long ownNanos = clocks.thread(self).cpuNanos();
    EndedThreads.take();
    Map<Integer, ThreadReading> threads = readOthers(self);
    Counters.HostCpu host = Counters.hostCpu(proc.read("/proc/stat"));
    DeviceIo device = readDevice();
    Usage process = clocks.process();
    Usage own = clocks.callingThread();
    ThreadCpu ownCpu = clocks.thread(self);
    threads.put(self, new ThreadReading(ownRole(), ownCpu, null));
    before =
        new CpuReading(
            threads, callerIsHome ? own : null, process, host, device, javaThreadsEnded());
    startNanos = ownCpu.cpuNanos() - ownNanos;
  }

  /** Takes the reading after and draws up the ledger. */
  CpuLedgerRecord stop() {
    int self = syscalls.gettid();
    ThreadCpu ownCpu = clocks.thread(self);
    Usage own = clocks.callingThread();
    DeviceIo device = readDevice();
    Counters.HostCpu host = Counters.hostCpu(proc.read("/proc/stat"));
    Map<Integer, ThreadReading> threads = readOthers(self);
    var ended = EndedThreads.take();
    Usage process = clocks.process();
    Usage ownAtEnd = clocks.callingThread();
    long stopNanos = clocks.thread(self).cpuNanos() - ownCpu.cpuNanos();
    threads.put(self, new ThreadReading(ownRole(), ownCpu, null));
    CpuReading after =
        new CpuReading(
            threads, callerIsHome ? own : null, process, host, device, javaThreadsEnded());
    CpuTime readingItself =
        new CpuTime(
            ownAtEnd.userMicros() - own.userMicros(), ownAtEnd.systemMicros() - own.systemMicros());
    return LedgerBalance.of(
        before, after, ended, readingItself, Math.round((startNanos + stopNanos) / 1e3));
  }

  private ThreadRole ownRole() {
    return callerIsHome ? ThreadRole.HOME : ThreadRole.JVM_OTHER;
  }

  private Map<Integer, ThreadReading> readOthers(int self) {
    String[] names = TASKS.list();
    if (names == null) {
      throw new IllegalStateException("no list of threads: " + TASKS + "; is /proc mounted?");
    }
    Map<Integer, ThreadReading> threads = new HashMap<>();
    for (String name : names) {
      int tid = Integer.parseInt(name);
      if (tid != self) {
        ThreadReading reading = readOther(tid);
        if (reading != null) {
          threads.put(tid, reading);
        }
      }
    }
    knownRoles.keySet().retainAll(threads.keySet());
    return threads;
  }

  /** Reads one thread; null if it ends meanwhile. */
  private ThreadReading readOther(int tid) {
    ThreadRole role = roleOf(tid);
    ThreadCpu cpu = clocks.thread(tid);
    if (role == null || cpu == null) {
      return null;
    }
    if (role != ThreadRole.ENGINE) {
      return new ThreadReading(role, cpu, null);
    }
    String status = proc.read("/proc/self/task/" + tid + "/status");
    Switches switches = status == null ? null : Counters.switches(status);
    return switches == null ? null : new ThreadReading(role, cpu, switches);
  }

  private ThreadRole roleOf(int tid) {
    ThreadRole known = knownRoles.get(tid);
    if (known != null) {
      return known;
    }
    String comm = proc.read("/proc/self/task/" + tid + "/comm");
    if (comm == null) {
      return null;
    }
    ThreadRole role = ThreadRole.ofName(comm);
    if (role != ThreadRole.JVM_OTHER) {
      // A thread gets its name only after it has started, so "other" can still change.
      knownRoles.put(tid, role);
    }
    return role;
  }

  private DeviceIo readDevice() {
    String stat = deviceStatPath == null ? null : proc.read(deviceStatPath);
    return stat == null ? null : Counters.deviceIo(stat);
  }

  private static long javaThreadsEnded() {
    return THREADS.getTotalStartedThreadCount() - THREADS.getThreadCount();
  }

  @Override
  public void close() {
    clocks.close();
    proc.close();
  }
}
