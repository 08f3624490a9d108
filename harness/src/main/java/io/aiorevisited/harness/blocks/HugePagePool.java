package io.aiorevisited.harness.blocks;

import io.aiorevisited.workloads.targets.place.SystemTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The host's pool of pages for hugetlbfs.
 *
 * @param freePages how many are free
 * @param pageBytes of each
 */
record HugePagePool(long freePages, long pageBytes) {

  /** The pool as /proc/meminfo shows it; none where it doesn't. */
  static HugePagePool of(SystemTrees trees) {
    return read(trees.proc().resolve("meminfo"));
  }

  static HugePagePool read(Path meminfo) {
    long free = 0;
    long kib = 0;
    try {
      for (String line : Files.readAllLines(meminfo)) {
        if (line.startsWith("HugePages_Free:")) {
          free = number(line);
        } else if (line.startsWith("Hugepagesize:")) {
          kib = number(line);
        }
      }
    } catch (IOException e) {
      return new HugePagePool(0, 0); // a host that shows none has none for us
    }
    return new HugePagePool(free, kib << 10);
  }

  private static long number(String line) {
    return Long.parseLong(line.replaceAll("[^0-9]", ""));
  }

  /** Whether buffers fit into what is free, with a page over for the program's rounding. */
  boolean holds(long bytes) {
    return pageBytes > 0 && (bytes + pageBytes - 1) / pageBytes + 1 <= freePages;
  }
}
