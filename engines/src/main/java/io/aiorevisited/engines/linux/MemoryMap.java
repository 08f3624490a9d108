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
      return hugeBytes(Files.readAllLines(SMAPS, StandardCharsets.ISO_8859_1), address, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + SMAPS + "; is /proc mounted?", e);
    }
  }

  static long hugeBytes(List<String> smaps, long address, long bytes) {
    long huge = 0;
    boolean inside = false;
    for (String line : smaps) {
      // By hand: there are thousands of lines, and the JVM that reads them has just started.
      int dash = line.indexOf('-');
      int space = line.indexOf(' ');
      if (dash > 0 && dash < space) { // 7f5c00000000-7f5c00200000 rw-p ...
        long start = Long.parseUnsignedLong(line, 0, dash, 16);
        long end = Long.parseUnsignedLong(line, dash + 1, space, 16);
        inside =
            Long.compareUnsigned(start, address + bytes) < 0
                && Long.compareUnsigned(end, address) > 0;
      } else if (inside && isHuge(line)) { // AnonHugePages:      2048 kB
        int kibibytes = line.lastIndexOf(' ', line.length() - UNIT.length() - 1) + 1;
        huge += Long.parseLong(line, kibibytes, line.length() - UNIT.length(), 10) << 10;
      }
    }
    return Math.min(huge, bytes);
  }

  private static boolean isHuge(String line) {
    for (String start : HUGE) {
      if (line.startsWith(start)) {
        return true;
      }
    }
    return false;
  }
}
