package io.aiorevisited.engines;

import java.util.Locale;

/** How the host's page cache takes part, by QEMU's names for it. */
public enum CacheMode {
  /** O_DIRECT: past the page cache. */
  NONE,
  /** O_DSYNC: through the page cache, each write on stable storage before it completes. */
  WRITETHROUGH,
  /** Buffered: a write completes once it is in the page cache. */
  WRITEBACK;

  /** The name as typed on the command line and kept in records, for example {@code none}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
