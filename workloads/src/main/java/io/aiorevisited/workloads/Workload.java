package io.aiorevisited.workloads;

import java.util.Locale;

/** The access shapes that can be measured. */
public enum Workload {
  /** {@code iozone -I}: a sequential sweep, one request at a time. */
  IOZONE(0),
  /**
   * {@code dd} with direct I/O: large blocks, each split into requests that are in flight together.
   */
  DD(512 << 10),
  /** fio's {@code randread} and {@code randwrite}: random blocks, a window of them in flight. */
  RANDOM(0);

  private final long defaultSplitBytes;

  Workload(long defaultSplitBytes) {
    this.defaultSplitBytes = defaultSplitBytes;
  }

  /** Longest request that a block is split into unless told otherwise, bytes; 0 for no split. */
  public long defaultSplitBytes() {
    return defaultSplitBytes;
  }

  /** The name as typed on the command line and kept in records, for example {@code iozone}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
