package io.aiorevisited.reports;

import io.aiorevisited.analysis.claims.ThroughputUnit;
import java.util.Locale;

/** Writes numbers in one way everywhere. */
final class Figures {

  private static final long KIB = 1024;
  private static final long MIB = KIB * KIB;
  private static final long GIB = MIB * KIB;

  private Figures() {}

  /** Writes a throughput: whole KB/s; MB/s with a decimal below 1000, as 2009's are that small. */
  static String throughput(double value, ThroughputUnit unit) {
    boolean whole = unit == ThroughputUnit.IOZONE_KB || Math.abs(value) >= 1000;
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.1f", value);
  }

  /** Writes a figure of 2009 as the message has it. */
  static String of2009(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** Writes a fraction as a percentage with one decimal. */
  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
  }

  /** Writes a size as the command line takes it: 16k, 20M, 1G. */
  static String size(long bytes) {
    if (bytes >= GIB && bytes % GIB == 0) {
      return bytes / GIB + "G";
    }
    if (bytes >= MIB && bytes % MIB == 0) {
      return bytes / MIB + "M";
    }
    return bytes >= KIB && bytes % KIB == 0 ? bytes / KIB + "k" : Long.toString(bytes);
  }

  /** Writes a memory size, rounded to a tenth of a GiB. */
  static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
  }
}
