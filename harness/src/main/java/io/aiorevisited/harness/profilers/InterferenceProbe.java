package io.aiorevisited.harness.profilers;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.InterferenceRecord;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * Steal and other processes' time are in the ledger, from /proc/stat. The rest:
 *   halts                    how often a processor entered an idle state that isn't polling:
 *                            cpuidle/stateN/usage, added up (Documentation/admin-guide/pm/cpuidle)
 *   rescheduling interrupts  the line RES of /proc/interrupts, added up over the processors
 *   run delay                field 2 of /proc/self/task/TID/schedstat, nanoseconds; a thread that
 *                            ended between the looks takes its share with it
 *   pressure                 "some ... total=" of /proc/pressure, microseconds
 * Some 100 microseconds a look on two processors, outside of the timed part and of the ledger.
 */
/** Counts what else went on between {@link #start} and {@link #stop}. Used by one thread. */
final class InterferenceProbe implements AutoCloseable {
  private static final File CPUS = new File("/sys/devices/system/cpu");
  private static final File TASKS = new File("/proc/self/task");
  private static final String POLLING = "POLL";

  private final ProcText proc;
  private final List<String> idleUsagePaths;
  private Look before;

  InterferenceProbe(LinuxSyscalls syscalls) {
    proc = new ProcText(syscalls);
    idleUsagePaths = idleUsagePaths();
  }

  /**
   * @param runDelayNanos by thread id
   * @param cpuPressureMicros -1 where the kernel doesn't tell, as for {@code ioPressureMicros}
   */
  private record Look(
      Map<Integer, Long> runDelayNanos,
      long halts,
      long reschedulingInterrupts,
      long cpuPressureMicros,
      long ioPressureMicros) {}

  /** Takes the look before; one that is not stopped is forgotten by the next. */
  void start() {
    before = look();
  }

  /**
   * Takes the look after.
   *
   * @param ledger of the time between, which has steal and other processes' time
   */
  InterferenceRecord stop(CpuLedgerRecord ledger) {
    Look after = look();
    long runDelayNanos = 0;
    for (Map.Entry<Integer, Long> thread : after.runDelayNanos().entrySet()) {
      long then = before.runDelayNanos().getOrDefault(thread.getKey(), 0L);
      // A count that went back belongs to a new thread with the id of one that ended.
      runDelayNanos += thread.getValue() < then ? thread.getValue() : thread.getValue() - then;
    }
    return new InterferenceRecord(
        ledger.host().stealMicros(),
        ledger.host().otherMicros(),
        runDelayNanos / 1000,
        after.halts() - before.halts(),
        after.reschedulingInterrupts() - before.reschedulingInterrupts(),
        grown(before.cpuPressureMicros(), after.cpuPressureMicros()),
        grown(before.ioPressureMicros(), after.ioPressureMicros()));
  }

  private static long grown(long before, long after) {
    return before < 0 || after < 0 ? -1 : after - before;
  }

  private Look look() {
    long halts = 0;
    for (String path : idleUsagePaths) {
      String usage = proc.read(path);
      halts += usage == null ? 0 : Long.parseLong(usage.strip()); // null: a processor went offline
    }
    return new Look(
        runDelays(),
        halts,
        Counters.reschedulingInterrupts(proc.readWhole("/proc/interrupts")),
        pressure("/proc/pressure/cpu"),
        pressure("/proc/pressure/io"));
  }

  private Map<Integer, Long> runDelays() {
    Map<Integer, Long> delays = new HashMap<>();
    String[] tids = TASKS.list();
    for (String tid : tids == null ? new String[0] : tids) {
      String text = proc.read("/proc/self/task/" + tid + "/schedstat");
      if (text != null) {
        delays.put(Integer.parseInt(tid), Counters.runDelayNanos(text));
      }
    }
    return delays;
  }

  private long pressure(String path) {
    String text = proc.read(path);
    return text == null ? -1 : Counters.somePressureMicros(text);
  }

  /** Usage counts of the idle states in which a processor really stops. */
  private List<String> idleUsagePaths() {
    List<String> paths = new ArrayList<>();
    for (File cpu : sorted(CPUS, "cpu[0-9]+")) {
      for (File state : sorted(new File(cpu, "cpuidle"), "state[0-9]+")) {
        String name = proc.read(state + "/name");
        if (name != null && !name.strip().equals(POLLING)) {
          paths.add(state + "/usage");
        }
      }
    }
    return paths;
  }

  private static List<File> sorted(File folder, String names) {
    File[] found = folder.listFiles((in, name) -> name.matches(names));
    return found == null ? List.of() : Arrays.stream(found).sorted().toList();
  }

  @Override
  public void close() {
    proc.close();
  }
}
