package io.aiorevisited.workloads;

import java.util.Locale;

/** The access shapes that can be measured. */
public enum Workload {
  /** {@code iozone -I}: a sequential sweep, one request at a time. */
  IOZONE,
  /**
   * {@code dd} with direct I/O: large blocks, each split into requests that are in flight together.
   */
  DD;

  /** The name as typed on the command line and kept in records, for example {@code iozone}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
