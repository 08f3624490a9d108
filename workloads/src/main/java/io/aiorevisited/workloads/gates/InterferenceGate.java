package io.aiorevisited.workloads.gates;

import io.aiorevisited.analysis.record.GateRecord;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Checks that the host left the measured passes their CPUs and memory. CPU and I/O pressure come
 * from the measured engine too, so they are told, not judged.
 */
final class InterferenceGate {
  static final String NAME = "interference";

  /** Largest share of CPU time that the hypervisor may have taken away. */
  static final double LARGEST_STEAL = 0.10;

  /** Largest share of the time in which some task may have waited for memory. */
  static final double LARGEST_MEMORY_STALL = 0.10;

  /** Ticks below which their rounding hides the share: two seconds of one CPU at 100 Hz. */
  static final long LEAST_TICKS = 200;

  private InterferenceGate() {}

  /**
   * @param load what the host's counters gained from the first measured pass to the last
   * @param nanos time between
   */
  static GateRecord check(HostLoad load, long nanos) {
    StringJoiner seen = new StringJoiner(", ");
    double steal = load.cpuTicks() == 0 ? 0 : (double) load.stealTicks() / load.cpuTicks();
    boolean stealKnown = load.cpuTicks() >= LEAST_TICKS;
    if (stealKnown) {
      seen.add(String.format(Locale.ROOT, "steal %.1f %%", 100 * steal));
    }
    double memory = 0;
    for (var entry : new TreeMap<>(load.stalledMicros()).entrySet()) {
      double share = 1000.0 * entry.getValue() / nanos;
      seen.add(String.format(Locale.ROOT, "%s pressure %.1f %%", entry.getKey(), 100 * share));
      if (entry.getKey().equals("memory")) {
        memory = share;
      }
    }
    if (stealKnown && steal > LARGEST_STEAL) {
      return GateRecord.failed(
          NAME,
          seen + ": the hypervisor gave the CPUs to somebody else",
          "measure on a quieter host, or when it is quieter");
    }
    if (memory > LARGEST_MEMORY_STALL) {
      return GateRecord.failed(
          NAME, seen + ": tasks waited for memory", "free memory, or use a smaller depth");
    }
    if (!stealKnown && load.stalledMicros().isEmpty()) {
      return GateRecord.notCheckable(
          NAME, "the passes were too short for the CPU's ticks, and there is no /proc/pressure");
    }
    return GateRecord.passed(NAME, seen.toString());
  }
}
