package io.aiorevisited.reports.text;

import io.aiorevisited.analysis.claims.ThroughputUnit;
import io.aiorevisited.analysis.stats.Interval;
import java.util.Locale;

/** Writes numbers in one way everywhere. */
public final class Figures {

  private static final double GIB = 1L << 30;
  private static final double SMALLEST_P = 0.0001;

  private Figures() {}

  /** Writes a throughput: whole KB/s; MB/s with a decimal below 1000, as 2009's are that small. */
  public static String throughput(double value, ThroughputUnit unit) {
    boolean whole = unit == ThroughputUnit.IOZONE_KB || Math.abs(value) >= 1000;
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.1f", value);
  }

  /** Writes a figure of 2009 as the message has it. */
  public static String of2009(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** Writes a fraction as a percentage with one decimal. */
  public static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
  }

  /** Writes a round fraction, such as a confidence or a margin, without needless decimals. */
  public static String roundPercent(double fraction) {
    return percent(fraction).replace(".0 ", " ");
  }

  /** Writes a ratio as the difference that it makes: +3.1 %. Beyond 3 it stays a ratio: 12.4 x. */
  public static String difference(double ratio) {
    if (ratio >= 3) {
      return String.format(Locale.ROOT, "%.1f x", ratio);
    }
    String text = String.format(Locale.ROOT, "%+.1f %%", 100 * (ratio - 1));
    return text.equals("-0.0 %") || text.equals("+0.0 %") ? "0.0 %" : text;
  }

  /** Writes an interval of a ratio as differences. */
  public static String differences(Interval ratio) {
    return difference(ratio.lower()) + " to " + difference(ratio.upper());
  }

  /** Writes a p-value. */
  public static String p(double value) {
    if (value < SMALLEST_P) {
      return "< 0.0001";
    }
    return String.format(Locale.ROOT, value < 0.01 ? "%.4f" : "%.3f", value);
  }

  /** Writes a memory size, rounded to a tenth of a GiB. */
  public static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
  }
}
