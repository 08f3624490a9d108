package io.aiorevisited.harness.profilers;

import io.aiorevisited.analysis.record.CpuLedgerRecord.DeviceIo;
import io.aiorevisited.analysis.record.CpuLedgerRecord.Switches;
import java.util.StringTokenizer;

/** Takes the ledger's counters out of the texts that the kernel shows them in. */
final class Counters {
  /** One step of /proc/stat: USER_HZ is 100 on every architecture that the harness runs on. */
  private static final long STAT_STEP_MICROS = 10_000;

  private Counters() {}

  /**
   * Time of all processors since boot.
   *
   * @param busyMicros in processes, in the kernel, in interrupts; guests are part of processes
   */
  record HostCpu(long busyMicros, long irqMicros, long softirqMicros, long stealMicros) {}

  /** Reads the first line of /proc/stat, whose columns proc(5) lists. */
  static HostCpu hostCpu(String stat) {
    StringTokenizer columns = new StringTokenizer(stat.substring(0, endOfLine(stat, 0)));
    String name = columns.nextToken();
    if (!name.equals("cpu")) {
      throw new IllegalArgumentException("/proc/stat must start with all processors: " + name);
    }
    long user = next(columns);
    long nice = next(columns);
    long system = next(columns);
    next(columns); // idle
    next(columns); // iowait
    long irq = next(columns);
    long softirq = next(columns);
    long steal = next(columns);
    return new HostCpu(
        (user + nice + system + irq + softirq) * STAT_STEP_MICROS,
        irq * STAT_STEP_MICROS,
        softirq * STAT_STEP_MICROS,
        steal * STAT_STEP_MICROS);
  }

  /** Reads the context switches from a thread's status file. */
  static Switches switches(String status) {
    return new Switches(
        field(status, "\nvoluntary_ctxt_switches:"),
        field(status, "\nnonvoluntary_ctxt_switches:"));
  }

  /** Reads a block device's stat file, whose columns Documentation/block/stat.rst lists. */
  static DeviceIo deviceIo(String stat) {
    StringTokenizer columns = new StringTokenizer(stat);
    long readRequests = next(columns);
    next(columns); // merges
    long readSectors = next(columns);
    next(columns); // milliseconds
    long writeRequests = next(columns);
    next(columns); // merges
    long writeSectors = next(columns);
    return new DeviceIo(readRequests, readSectors, writeRequests, writeSectors);
  }

  /** Reads how long a thread waited for a processor from its schedstat file. */
  static long runDelayNanos(String schedstat) {
    StringTokenizer columns = new StringTokenizer(schedstat);
    next(columns); // time on a processor
    return next(columns);
  }

  /**
   * Reads the microseconds in which some task waited from a file of /proc/pressure; -1 where it has
   * no such line.
   */
  static long somePressureMicros(String pressure) {
    int total = pressure.startsWith("some ") ? pressure.indexOf(" total=") : -1;
    return total < 0
        ? -1
        : Long.parseLong(
            pressure.substring(total + " total=".length(), endOfLine(pressure, total)));
  }

  /** Adds up the line RES of /proc/interrupts; 0 where there is none, as on one processor. */
  static long reschedulingInterrupts(String interrupts) {
    int at = interrupts == null ? -1 : interrupts.indexOf("RES:");
    if (at < 0) {
      return 0;
    }
    StringTokenizer columns =
        new StringTokenizer(interrupts.substring(at + "RES:".length(), endOfLine(interrupts, at)));
    long sum = 0;
    while (columns.hasMoreTokens()) {
      String column = columns.nextToken();
      if (!Character.isDigit(column.charAt(0))) {
        return sum; // the line's name stands behind the counts
      }
      sum += Long.parseLong(column);
    }
    return sum;
  }

  private static long next(StringTokenizer columns) {
    return Long.parseLong(columns.nextToken());
  }

  private static long field(String text, String name) {
    int at = text.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException("a thread's status lacks" + name.replace('\n', ' '));
    }
    return Long.parseLong(text.substring(at + name.length(), endOfLine(text, at + 1)).trim());
  }

  private static int endOfLine(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }
}
