package io.aiorevisited.harness.profilers;

import io.aiorevisited.analysis.record.CpuLedgerRecord.DeviceIo;
import io.aiorevisited.analysis.record.CpuLedgerRecord.Switches;
import io.aiorevisited.workloads.gates.DeviceTraffic;
import io.aiorevisited.workloads.targets.place.BlockDevices;
import java.util.StringTokenizer;

/** Takes counters out of the texts that the kernel shows them in. */
public final class Counters {
  private Counters() {}

  /** Reads the context switches from a thread's status file. */
  public static Switches switches(String status) {
    return new Switches(
        field(status, "\nvoluntary_ctxt_switches:"),
        field(status, "\nnonvoluntary_ctxt_switches:"));
  }

  /** What a block device did since boot, from the text of its stat file. */
  static DeviceIo deviceIo(String stat) {
    DeviceTraffic traffic = DeviceTraffic.parse(stat);
    return new DeviceIo(
        traffic.reads(),
        traffic.readBytes() / BlockDevices.SECTOR_BYTES,
        traffic.writes(),
        traffic.writtenBytes() / BlockDevices.SECTOR_BYTES);
  }

  /** Reads the state letter of a process from its stat file, {@code T} for one that is stopped. */
  public static char stateOf(String stat) {
    // The program's name, which may hold anything, ends at the last parenthesis.
    return stat.charAt(stat.lastIndexOf(')') + 2);
  }

  /** Reads how long a thread waited for a processor from its schedstat file. */
  public static long runDelayNanos(String schedstat) {
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
