package io.aiorevisited.reports.text;

import io.aiorevisited.analysis.ThroughputUnit;
import io.aiorevisited.analysis.stats.Interval;
import java.util.Locale;

/** Writes numbers in one way everywhere. */
public final class Figures {

  private static final double GIB = 1L << 30;
  private static final double SMALLEST_P = 0.0001;

  /** What stands in place of an interval that nobody can use. */
  public static final String NOT_BOUNDED = "not bounded by this run";

  private static final double TIMES = 2;

  private Figures() {}

  /** Writes a throughput: whole, but MB/s below 1000 with a decimal, as 2009's are that small. */
  public static String throughput(double value, ThroughputUnit unit) {
    boolean whole = unit != ThroughputUnit.DD_MB || Math.abs(value) >= 1000;
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.1f", value);
  }

  /** Writes a time in microseconds, with a decimal below 100. */
  public static String micros(double micros) {
    return String.format(Locale.ROOT, micros >= 100 ? "%,.0f" : "%.1f", micros);
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

  /** Writes an interval of a ratio as differences; one that says nothing as such. */
  public static String differences(Interval ratio) {
    return ratio.isBounded()
        ? difference(ratio.lower()) + " to " + difference(ratio.upper())
        : NOT_BOUNDED;
  }

  /** Writes how far a ratio is from 1, without its direction: 24 %. From 2 on: 2.4 times. */
  public static String amount(double ratio) {
    return ratio >= TIMES
        ? String.format(Locale.ROOT, "%.1f times", ratio)
        : wholePercent(Math.abs(ratio - 1));
  }

  /**
   * Writes the bounds of a bounded interval of a ratio: {@code 19 to 29 %} where both lie on one
   * side of 1, with their signs else.
   */
  public static String amounts(Interval ratio) {
    if (ratio.upper() >= TIMES) {
      return String.format(Locale.ROOT, "%.2g to %.2g times", ratio.lower(), ratio.upper());
    }
    double low = ratio.lower() - 1;
    double high = ratio.upper() - 1;
    if (low < 0 && high > 0) {
      return signed(low) + " to " + signed(high);
    }
    double near = Math.min(Math.abs(low), Math.abs(high));
    double far = Math.max(Math.abs(low), Math.abs(high));
    if (wholePercent(near).equals(wholePercent(far))) {
      return percent(near).replace(" %", "") + " to " + percent(far);
    }
    return wholePercent(near).replace(" %", "") + " to " + wholePercent(far);
  }

  private static String signed(double fraction) {
    return (fraction < 0 ? "-" : "+") + wholePercent(Math.abs(fraction));
  }

  /** Writes a fraction as a percentage, with a decimal only where that counts. */
  private static String wholePercent(double fraction) {
    return String.format(Locale.ROOT, fraction >= 0.0995 ? "%.0f %%" : "%.1f %%", 100 * fraction)
        .replace(".0 %", " %");
  }

  /**
   * Writes half the width of a mean's interval with a sign before it; one that says nothing as
   * such.
   */
  public static String plusMinus(double mean, Interval interval, String halfWidth) {
    return interval.halfWidth() > 9 * Math.abs(mean) ? "not bounded" : "± " + halfWidth;
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
