package io.aiorevisited.harness.host;

import java.util.StringTokenizer;

/**
 * Time of all processors since boot, from the first line of {@code /proc/stat}, whose columns
 * proc(5) lists.
 *
 * @param busyMicros in processes, in the kernel, in interrupts; guests are part of processes
 * @param idleMicros idle, or idle while something waits for I/O
 * @param irqMicros in interrupts
 * @param softirqMicros in what interrupts leave for later
 * @param stealMicros taken by the hypervisor
 */
public record ProcessorTime(
    long busyMicros, long idleMicros, long irqMicros, long softirqMicros, long stealMicros) {

  /** Where the kernel shows it. */
  public static final String FILE = "proc/stat";

  /** One step of the file: USER_HZ is 100 on every architecture that the harness runs on. */
  private static final long STEP_MICROS = 10_000;

  /**
   * Reads the text of the file, or its first line.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static ProcessorTime parse(String stat) {
    int end = stat.indexOf('\n');
    StringTokenizer columns = new StringTokenizer(end < 0 ? stat : stat.substring(0, end));
    String name = columns.hasMoreTokens() ? columns.nextToken() : "";
    if (!name.equals("cpu")) {
      throw new IllegalArgumentException("/proc/stat must start with all processors: " + name);
    }
    long user = next(columns);
    long nice = next(columns);
    long system = next(columns);
    long idle = next(columns);
    long ioWait = next(columns);
    long irq = next(columns);
    long softirq = next(columns);
    long steal = next(columns);
    return new ProcessorTime(
        (user + nice + system + irq + softirq) * STEP_MICROS,
        (idle + ioWait) * STEP_MICROS,
        irq * STEP_MICROS,
        softirq * STEP_MICROS,
        steal * STEP_MICROS);
  }

  private static long next(StringTokenizer columns) {
    return Long.parseLong(columns.nextToken());
  }
}
