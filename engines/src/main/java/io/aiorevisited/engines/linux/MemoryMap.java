package io.aiorevisited.engines.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this process's memory consists of, by {@code /proc/self/smaps}. Takes some milliseconds. */
public final class MemoryMap {
  private static final Path SMAPS = Path.of("/proc/self/smaps");

  /** Transparent ones, of memory of one process's own and of shared memory, and the pool's. */
  private static final List<String> HUGE =
      List.of("AnonHugePages:", "ShmemPmdMapped:", "Shared_Hugetlb:", "Private_Hugetlb:");

  private static final String UNIT = " kB";

  private MemoryMap() {}

  /**
   * Bytes of a range that lie in huge pages.
   *
   * @param address first byte
   * @param bytes size of the range
   */
  public static long hugeBytes(long address, long bytes) {
    try {
      return hugeBytes(
          new String(Files.readAllBytes(SMAPS), StandardCharsets.ISO_8859_1), address, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + SMAPS + "; is /proc mounted?", e);
    }
  }

  /*
   * Each mapping has a line of its range and then one a figure:
   *   7f5c00000000-7f5c00200000 rw-p 00000000 00:00 0
   *   Size:               2048 kB
   *   AnonHugePages:      2048 kB
   * The text is not cut into lines: there are ten thousand, and the JVM that reads them has just
   * started.
   */
  static long hugeBytes(String smaps, long address, long bytes) {
    long huge = 0;
    int mapping = 0;
    while (mapping < smaps.length()) {
      int next = nextMapping(smaps, mapping);
      int dash = smaps.indexOf('-', mapping);
      int space = smaps.indexOf(' ', dash);
      long start = Long.parseUnsignedLong(smaps, mapping, dash, 16);
      long end = Long.parseUnsignedLong(smaps, dash + 1, space, 16);
      if (Long.compareUnsigned(start, address + bytes) < 0
          && Long.compareUnsigned(end, address) > 0) {
        huge += figure(smaps, mapping, next) << 10;
      }
      mapping = next;
    }
    return Math.min(huge, bytes);
  }

  /** Where the next line of a range begins: it alone starts with a lower case hexadecimal digit. */
  private static int nextMapping(String smaps, int mapping) {
    int line = smaps.indexOf('\n', mapping) + 1;
    while (line > 0 && line < smaps.length() && !isRange(smaps.charAt(line))) {
      line = smaps.indexOf('\n', line) + 1;
    }
    return line == 0 ? smaps.length() : line;
  }

  private static boolean isRange(char first) {
    return first >= '0' && first <= '9' || first >= 'a' && first <= 'f';
  }

  private static long figure(String smaps, int mapping, int next) {
    long kibibytes = 0;
    for (String name : HUGE) {
      int huge = smaps.indexOf(name, mapping);
      if (huge >= 0 && huge < next) {
        int unit = smaps.indexOf(UNIT, huge);
        kibibytes += Long.parseLong(smaps, smaps.lastIndexOf(' ', unit - 1) + 1, unit, 10);
      }
    }
    return kibibytes;
  }
}
