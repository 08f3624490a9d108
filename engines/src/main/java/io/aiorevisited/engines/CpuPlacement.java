package io.aiorevisited.engines;

import java.util.Locale;

/*
 * A completion that crosses to another processor costs an interrupt there and, on a virtual
 * machine, a wake-up by the hypervisor; one on the same processor costs a context switch. The
 * scheduler settles on either, for each process anew.
 */
/** Which processors the home thread and an engine's workers may run on. */
public enum CpuPlacement {
  /** Where the scheduler has them. */
  FREE,
  /** All on one processor. */
  SAME,
  /** The home thread on one processor, workers on another. */
  APART;

  /** The name as typed on the command line and kept in records, for example {@code apart}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Processors that it needs. */
  public int processors() {
    return this == APART ? 2 : 1;
  }
}
