package io.aiorevisited.workloads.data;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes byte counts as storage tools do: {@code 512}, {@code 16k}, {@code 20M}. */
public final class ByteSize {
  private static final Pattern FORM = Pattern.compile("([0-9]+)([kKmMgGtT]?)");

  /** Units by their power of 1024. */
  private static final List<String> UNITS = List.of("", "k", "M", "G", "T");

  private ByteSize() {}

  /**
   * Reads a positive byte count with an optional unit of 1024, 1024², 1024³ or 1024⁴ bytes ({@code
   * k}, {@code M}, {@code G}, {@code T}, in either case).
   *
   * @return bytes, 1 or more
   * @throws IllegalArgumentException if {@code text} has another form, is 0, or exceeds a long
   */
  public static long parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a size: '" + text + "'; write bytes or a whole number with k, M, G or T, as in 16k");
    }
    long bytes;
    try {
      bytes = Math.multiplyExact(Long.parseLong(matcher.group(1)), unitBytes(matcher.group(2)));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("too large a size: '" + text + "'", e);
    }
    if (bytes == 0) {
      throw new IllegalArgumentException("a size must be more than 0: '" + text + "'");
    }
    return bytes;
  }

  /**
   * Writes {@code bytes} in the largest unit that holds it exactly, so that {@link #parse} gives it
   * back.
   *
   * @throws IllegalArgumentException if {@code bytes} is not positive
   */
  public static String format(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("a size must be more than 0: bytes=" + bytes);
    }
    int power = Math.min(Long.numberOfTrailingZeros(bytes) / 10, UNITS.size() - 1);
    return (bytes >> 10 * power) + UNITS.get(power);
  }

  private static long unitBytes(String unit) {
    int power = 0;
    while (!UNITS.get(power).equalsIgnoreCase(unit)) {
      power++;
    }
    return 1L << 10 * power;
  }
}
