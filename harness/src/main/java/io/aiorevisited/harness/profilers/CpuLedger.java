package io.aiorevisited.harness.profilers;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuLedgerRecord.DeviceIo;
import io.aiorevisited.analysis.record.CpuLedgerRecord.Switches;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.engines.EndedThreads;
import io.aiorevisited.engines.EndedThreads.EndedThread;
import io.aiorevisited.engines.EngineProcesses;
import io.aiorevisited.engines.linux.CpuClocks;
import io.aiorevisited.engines.linux.CpuClocks.ThreadCpu;
import io.aiorevisited.engines.linux.CpuClocks.Usage;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.harness.host.ProcessorTime;
import io.aiorevisited.harness.profilers.CpuReading.ThreadReading;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/*
 * The order of the calls makes the parts fit the whole. The process's usage adds up what the
 * scheduler last noted of each thread; reading a thread's own clock brings that note up to date. So
 * all clocks are read one straight after the other, those of the JVM's compilers and collectors,
 * which run on meanwhile, last, and then the process, both before and after the pass. Whatever needs
 * a file comes before that at the start and behind it at the end. The home thread is read nearest to
 * the pass, last before it and first after it, so that its part holds nothing of the reading; what
 * it spends on reading the others after the pass is taken off the process's figure.
 */
/**
 * Tells who spent CPU time between {@link #start} and {@link #stop}, both called by the same
 * thread. Takes well under a millisecond each once compiled.
 */
final class CpuLedger implements AutoCloseable {
  private static final String PROCESSOR_TIME = "/" + ProcessorTime.FILE;
  private static final File TASKS = new File("/proc/self/task");
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Threads that don't wait for the home thread, and so run while it reads their clocks. */
  private static final Set<ThreadRole> RUN_ON =
      EnumSet.of(ThreadRole.COMPILER, ThreadRole.COLLECTOR);

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
    int[] tids = otherThreads(self);
    Map<Integer, ThreadRole> roles = roles(tids);
    Map<Integer, Switches> switches = switches(roles);
    ProcessorTime host = ProcessorTime.parse(proc.read(PROCESSOR_TIME));
    DeviceIo device = readDevice();
    Map<Integer, ThreadCpu> daemons = readDaemons();
    Map<Integer, ThreadCpu> cpu = readClocks(tids);
    Usage process = clocks.process();
    Usage own = clocks.callingThread();
    ThreadCpu ownCpu = clocks.thread(self);
    before =
        new CpuReading(
            threads(self, ownCpu, cpu, roles, switches),
            callerIsHome ? own : null,
            process,
            host,
            device,
            javaThreadsEnded(),
            daemons);
    startNanos = clocks.thread(self).cpuNanos() - ownNanos;
  }

  /** Takes the reading after and draws up the ledger. */
  CpuLedgerRecord stop() {
    int self = syscalls.gettid();
    ThreadCpu ownCpu = clocks.thread(self);
    Usage own = clocks.callingThread();
    int[] tids = otherThreads(self);
    Map<Integer, ThreadCpu> cpu = readClocks(tids);
    List<EndedThread> ended = EndedThreads.take();
    Usage process = clocks.process();
    Usage ownAfterClocks = clocks.callingThread();
    Map<Integer, ThreadCpu> daemons = readDaemons();
    DeviceIo device = readDevice();
    ProcessorTime host = ProcessorTime.parse(proc.read(PROCESSOR_TIME));
    Map<Integer, ThreadRole> roles = roles(tids);
    CpuReading after =
        new CpuReading(
            threads(self, ownCpu, cpu, roles, switches(roles)),
            callerIsHome ? own : null,
            process,
            host,
            device,
            javaThreadsEnded(),
            daemons);
    CpuTime readingItself =
        new CpuTime(
            ownAfterClocks.userMicros() - own.userMicros(),
            ownAfterClocks.systemMicros() - own.systemMicros());
    long stopNanos = clocks.thread(self).cpuNanos() - ownCpu.cpuNanos();
    return LedgerBalance.of(
        before, after, ended, readingItself, Math.round((startNanos + stopNanos) / 1e3));
  }

  /** Lists the process's threads but the calling one, those that run on meanwhile last. */
  private int[] otherThreads(int self) {
    String[] names = TASKS.list();
    if (names == null) {
      throw new IllegalStateException("no list of threads: " + TASKS + "; is /proc mounted?");
    }
    int[] tids = new int[names.length];
    int first = 0;
    int last = names.length;
    for (String name : names) {
      int tid = Integer.parseInt(name);
      if (tid != self) {
        if (RUN_ON.contains(knownRoles.getOrDefault(tid, ThreadRole.JVM_OTHER))) {
          tids[--last] = tid;
        } else {
          tids[first++] = tid;
        }
      }
    }
    System.arraycopy(tids, last, tids, first, names.length - last);
    return Arrays.copyOf(tids, first + names.length - last);
  }

  /** Reads clocks in the order given; a thread that has ended meanwhile is left out. */
  private Map<Integer, ThreadCpu> readClocks(int[] tids) {
    Map<Integer, ThreadCpu> cpu = new HashMap<>();
    for (int tid : tids) {
      ThreadCpu read = clocks.thread(tid);
      if (read != null) {
        cpu.put(tid, read);
      }
    }
    return cpu;
  }

  /** Reads the processes that engines have carry requests out; idle, since no request is left. */
  private Map<Integer, ThreadCpu> readDaemons() {
    Map<Integer, ThreadCpu> daemons = new HashMap<>();
    for (int pid : EngineProcesses.pids()) {
      ThreadCpu read = clocks.wholeProcess(pid);
      if (read != null) {
        daemons.put(pid, read);
      }
    }
    return daemons;
  }

  private Map<Integer, ThreadReading> threads(
      int self,
      ThreadCpu ownCpu,
      Map<Integer, ThreadCpu> cpu,
      Map<Integer, ThreadRole> roles,
      Map<Integer, Switches> switches) {
    Map<Integer, ThreadReading> threads = new HashMap<>();
    threads.put(
        self,
        new ThreadReading(callerIsHome ? ThreadRole.HOME : ThreadRole.JVM_OTHER, ownCpu, null));
    roles.forEach(
        (tid, role) -> {
          boolean whole = role != ThreadRole.ENGINE || switches.containsKey(tid);
          if (whole && cpu.containsKey(tid)) {
            threads.put(tid, new ThreadReading(role, cpu.get(tid), switches.get(tid)));
          }
        });
    return threads;
  }

  private Map<Integer, ThreadRole> roles(int[] tids) {
    Map<Integer, ThreadRole> roles = new HashMap<>();
    for (int tid : tids) {
      ThreadRole role = roleOf(tid);
      if (role != null) {
        roles.put(tid, role);
      }
    }
    knownRoles.keySet().retainAll(roles.keySet());
    return roles;
  }

  private Map<Integer, Switches> switches(Map<Integer, ThreadRole> roles) {
    Map<Integer, Switches> switches = new HashMap<>();
    roles.forEach(
        (tid, role) -> {
          String status =
              role == ThreadRole.ENGINE ? proc.read("/proc/self/task/" + tid + "/status") : null;
          if (status != null) {
            switches.put(tid, Counters.switches(status));
          }
        });
    return switches;
  }

  /** Tells what a thread is there for; null if it has ended. */
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
