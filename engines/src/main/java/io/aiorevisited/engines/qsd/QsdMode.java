package io.aiorevisited.engines.qsd;

import io.aiorevisited.engines.EngineDaemon.Proof;

/** How the daemon does its I/O: QEMU's {@code aio=} option, and a block driver without any. */
public enum QsdMode {
  /** QEMU's pool of worker threads. */
  THREADS("qsd-threads", "threads"),
  /** Linux native AIO. */
  NATIVE("qsd-native", "native"),
  /** io_uring. */
  IO_URING("qsd-io_uring", "io_uring"),
  /** QEMU's null driver, which completes at once: what the way to the daemon and back costs. */
  NULL("qsd-null", "");

  private final String engine;
  private final String aio;

  QsdMode(String engine, String aio) {
    this.engine = engine;
    this.aio = aio;
  }

  /** Label of the engine. */
  String engine() {
    return engine;
  }

  /** Word of the {@code aio=} option; empty for {@link #NULL}. */
  String aio() {
    return aio;
  }

  /**
   * Judges what was seen of the daemon after it has carried requests out.
   *
   * @param direct whether it must have opened the target past the page cache
   */
  Proof judge(DaemonSight sight, boolean direct) {
    boolean means =
        switch (this) {
          case THREADS -> !sight.aioRing() && sight.workersAtMost() > 0;
          case NATIVE -> sight.aioRing() && sight.workersAtMost() == 0;
          // A QEMU of 2025 waits in an io_uring whatever it does its I/O by: having one proves
          // nothing against the others.
          case IO_URING -> sight.rings() > 0 && !sight.aioRing() && sight.workersAtMost() == 0;
          case NULL -> !sight.aioRing() && sight.workersAtMost() == 0;
        };
    boolean opened = this == NULL || sight.opened() && sight.direct() == direct;
    return new Proof(means && opened, sight.words(this != NULL));
  }
}
