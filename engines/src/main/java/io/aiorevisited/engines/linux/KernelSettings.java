package io.aiorevisited.engines.linux;

/** Names of kernel settings that engines depend on, below the root directory. */
public final class KernelSettings {

  /** Who may make an io_uring: 0 everybody, 1 a group, 2 nobody; missing before Linux 6.6. */
  public static final String IO_URING_DISABLED = "proc/sys/kernel/io_uring_disabled";

  private KernelSettings() {}
}
