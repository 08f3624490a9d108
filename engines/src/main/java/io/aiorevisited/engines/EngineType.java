package io.aiorevisited.engines;

import java.util.Locale;

/** The engines that can be compared, each with the 2009 configuration that it models. */
public enum EngineType {
  /** pread/pwrite on the calling thread. */
  PSYNC("native"),
  /** QEMU's pool of worker threads. */
  THREADS("qemu"),
  /** Linux native AIO with an eventfd in the poll loop. */
  AIO("qemu+aio"),
  /** Completes at once: the harness's own cost. */
  NULL("");

  private final String models2009;

  EngineType(String models2009) {
    this.models2009 = models2009;
  }

  /** The row of the 2009 tables that this engine models, empty where there is none. */
  public String models2009() {
    return models2009;
  }

  /** The name as typed on the command line and kept in records, for example {@code psync}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
