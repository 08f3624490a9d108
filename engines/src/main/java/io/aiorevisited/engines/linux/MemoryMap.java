package io.aiorevisited.engines.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this process's memory consists of, by {@code /proc/self/smaps}. Takes some milliseconds. */
public final class MemoryMap {
  private static final Path SMAPS = Path.of("/proc/self/smaps");
  private static final Pattern RANGE = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) .*");
  private static final Pattern HUGE = Pattern.compile("AnonHugePages:\\s+(\\d+) kB");

  private MemoryMap() {}

  /**
   * Bytes of a range that lie in transparent huge pages.
   *
   * @param address first byte
   * @param bytes size of the range
   */
  public static long hugeBytes(long address, long bytes) {
    try {
      return hugeBytes(Files.readAllLines(SMAPS, StandardCharsets.ISO_8859_1), address, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + SMAPS + "; is /proc mounted?", e);
    }
  }

  static long hugeBytes(List<String> smaps, long address, long bytes) {
    long huge = 0;
    boolean inside = false;
    for (String line : smaps) {
      Matcher range = RANGE.matcher(line);
      Matcher pages = HUGE.matcher(line);
      if (range.matches()) {
        long start = Long.parseUnsignedLong(range.group(1), 16);
        long end = Long.parseUnsignedLong(range.group(2), 16);
        inside =
            Long.compareUnsigned(start, address + bytes) < 0
                && Long.compareUnsigned(end, address) > 0;
      } else if (inside && pages.matches()) {
        huge += Long.parseLong(pages.group(1)) << 10;
      }
    }
    return Math.min(huge, bytes);
  }
}
