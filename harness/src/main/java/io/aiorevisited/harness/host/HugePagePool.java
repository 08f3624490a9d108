package io.aiorevisited.harness.host;

import io.aiorevisited.workloads.targets.place.MemInfo;

/**
 * The host's pool of pages for hugetlbfs.
 *
 * @param freePages how many are free
 * @param pageBytes of each
 */
public record HugePagePool(long freePages, long pageBytes) {

  /** The pool of a host; one without shows none. */
  public static HugePagePool of(MemInfo memory) {
    return new HugePagePool(
        memory.number("HugePages_Free").orElse(0L), memory.bytes("Hugepagesize").orElse(0L));
  }

  /** Whether buffers fit into what is free, with a page over for the program's rounding. */
  public boolean holds(long bytes) {
    return pageBytes > 0 && (bytes + pageBytes - 1) / pageBytes + 1 <= freePages;
  }
}
