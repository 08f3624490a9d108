package io.aiorevisited.engines.catalog;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.aio.LinuxAioEngine;
import io.aiorevisited.engines.inline.NullEngine;
import io.aiorevisited.engines.inline.PsyncEngine;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.pool.PoolClock;
import io.aiorevisited.engines.pool.ThreadPoolEngine;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The engines that can be compared, each with the 2009 configuration that it models. */
public enum EngineType {
  /** pread/pwrite on the calling thread. */
  PSYNC("native", 1),
  /** QEMU's pool of worker threads. */
  THREADS("qemu", ThreadPoolEngine.MAX_WORKERS),
  /** Linux native AIO with an eventfd in the poll loop. */
  AIO("qemu+aio", Integer.MAX_VALUE),
  /** Completes at once: the harness's own cost. */
  NULL("", Integer.MAX_VALUE);

  private final String models2009;
  private final int mostInFlight;

  EngineType(String models2009, int mostInFlight) {
    this.models2009 = models2009;
    this.mostInFlight = mostInFlight;
  }

  /** Most requests that it carries out at once, whatever its depth; no bound of its own if huge. */
  public int mostInFlight() {
    return mostInFlight;
  }

  /**
   * Opens an engine of this type on {@code file}, which must stay open until the engine is closed.
   *
   * @param depth number of request slots, at least 1
   * @param maxRequestBytes longest transfer of a request in bytes, at least 1
   * @param pages that the buffers are to lie in
   * @param placement where the calling thread runs, to be closed after the engine
   * @throws io.aiorevisited.engines.linux.SyscallException if Linux refuses what it needs
   */
  public IoEngine open(
      IoFile file, int depth, int maxRequestBytes, BufferPages pages, ThreadPlacement placement) {
    return open(LinuxSyscalls.host(), file, depth, maxRequestBytes, pages, placement);
  }

  /** Opens an engine as the other form does, by the system calls given. */
  public IoEngine open(
      LinuxSyscalls syscalls,
      IoFile file,
      int depth,
      int maxRequestBytes,
      BufferPages pages,
      ThreadPlacement placement) {
    return switch (this) {
      case PSYNC -> new PsyncEngine(syscalls, file, depth, maxRequestBytes, pages);
      case THREADS ->
          new ThreadPoolEngine(
              syscalls, file, depth, maxRequestBytes, pages, PoolClock.SYSTEM, placement);
      case AIO -> new LinuxAioEngine(syscalls, file, depth, maxRequestBytes, pages);
      case NULL -> new NullEngine(syscalls, depth, maxRequestBytes, pages);
    };
  }

  /**
   * Finds the engine of a {@link #label()}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static EngineType fromLabel(String label) {
    for (EngineType type : values()) {
      if (type.label().equals(label)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "no such engine: "
            + label
            + "; choose from "
            + Arrays.stream(values()).map(EngineType::label).collect(Collectors.joining(", ")));
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
