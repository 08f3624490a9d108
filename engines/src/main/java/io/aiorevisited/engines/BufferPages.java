package io.aiorevisited.engines;

import java.util.Locale;

/*
 * A direct request takes a segment for each run of physically contiguous memory: 128 for 512 KiB of
 * scattered 4 KiB pages, one in a huge page. Where the pages lie is otherwise left to what the
 * allocator happens to have, which gives each process a speed of its own.
 */
/** The pages that an engine's buffers are asked to lie in. */
public enum BufferPages {
  /** Transparent huge pages, as QEMU asks for a guest's memory. */
  HUGE,
  /** Pages of the base size, even where the host would give huge ones unasked. */
  SMALL;

  /** The name as typed on the command line and kept in records, for example {@code huge}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
