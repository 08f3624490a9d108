package io.aiorevisited.engines.catalog;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.EngineTraits;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.aio.AioHabits;
import io.aiorevisited.engines.aio.LinuxAioEngine;
import io.aiorevisited.engines.inline.NullEngine;
import io.aiorevisited.engines.inline.PsyncEngine;
import io.aiorevisited.engines.jdk.AsyncFileChannelEngine;
import io.aiorevisited.engines.jdk.FileChannelEngine;
import io.aiorevisited.engines.jdk.VirtualThreadsEngine;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.pool.ThreadPoolEngine;
import io.aiorevisited.engines.qsd.QsdEngine;
import io.aiorevisited.engines.qsd.QsdMode;
import io.aiorevisited.engines.uring.UringEngine;
import io.aiorevisited.engines.uring.UringHabits;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The engines that can be compared, each with its traits and how it is made. */
public enum EngineType {
  /** pread/pwrite on the calling thread. */
  PSYNC(EngineTraits.synchronous().modelling("native"), PsyncEngine::new),
  /** QEMU's pool of worker threads. */
  THREADS(
      EngineTraits.onThreads(ThreadPoolEngine.MAX_WORKERS).modelling("qemu"),
      ThreadPoolEngine::ofToday),
  /** The same pool with the idle count of 2009, by which a burst starts too few workers. */
  THREADS_2009(EngineTraits.onThreads(ThreadPoolEngine.MAX_WORKERS), ThreadPoolEngine::of2009),
  /** Linux native AIO with an eventfd in the poll loop. */
  AIO(
      EngineTraits.inKernel("2.6.22").needingDirect().modelling("qemu+aio"),
      settings -> new LinuxAioEngine(settings, AioHabits.QEMU_2009)),
  /** Native AIO whose completions are read from the kernel's ring, and nothing else of today's. */
  AIO_RING_ONLY(
      EngineTraits.inKernel("2.6.22").needingDirect(),
      settings -> new LinuxAioEngine(settings, AioHabits.RING_ONLY)),
  /** Native AIO as QEMU uses it today: the ring, read right after each submission, too. */
  AIO_RING(
      EngineTraits.inKernel("2.6.22").needingDirect(),
      settings -> new LinuxAioEngine(settings, AioHabits.QEMU_TODAY)),
  /** The same, with requests held back to be submitted together. */
  AIO_RING_BATCH(
      EngineTraits.inKernel("2.6.22").needingDirect(),
      settings -> new LinuxAioEngine(settings, AioHabits.BATCHED)),
  /** io_uring as QEMU uses it: a plain ring. */
  URING(EngineTraits.inKernel("5.11"), settings -> new UringEngine(settings, UringHabits.QEMU)),
  /** io_uring whose requests are submitted by the call that waits, and so together. */
  URING_BATCH(
      EngineTraits.inKernel("5.11"), settings -> new UringEngine(settings, UringHabits.BATCHED)),
  /** The same with buffers, file and ring registered beforehand. */
  URING_FIXED_NODEFER(
      EngineTraits.inKernel("5.11"),
      settings -> new UringEngine(settings, UringHabits.FIXED_NOT_DEFERRED)),
  /** io_uring with all that a single thread can register and promise beforehand. */
  URING_FIXED(
      EngineTraits.inKernel("5.11"), settings -> new UringEngine(settings, UringHabits.FIXED)),
  /** io_uring with a thread of the kernel's that looks for requests. */
  URING_SQPOLL(
      EngineTraits.inKernel("5.11"), settings -> new UringEngine(settings, UringHabits.SQPOLL)),
  /** The JDK's FileChannel on the calling thread. */
  FILECHANNEL(EngineTraits.synchronous().throughTheJdk(), FileChannelEngine::new),
  /** The JDK's AsynchronousFileChannel, which is a pool of threads. */
  ASYNCFILECHANNEL(
      EngineTraits.onThreads(EngineTraits.UNBOUNDED).throughTheJdk(), AsyncFileChannelEngine::new),
  /** A virtual thread a request, each on the JDK's FileChannel. */
  VTHREADS(
      EngineTraits.onThreads(VirtualThreadsEngine.MOST_CARRIERS).throughTheJdk().sinceJava(21),
      VirtualThreadsEngine::new),
  /** QEMU's storage daemon with its pool of worker threads. */
  QSD_THREADS(
      EngineTraits.byDaemon(QsdEngine.MOST_WORKERS),
      settings -> new QsdEngine(settings, QsdMode.THREADS)),
  /** QEMU's storage daemon with native AIO. */
  QSD_NATIVE(
      EngineTraits.byDaemon(QsdEngine.MOST_IN_QUEUE).needingDirect(),
      settings -> new QsdEngine(settings, QsdMode.NATIVE)),
  /** QEMU's storage daemon with io_uring. */
  QSD_IO_URING(
      EngineTraits.byDaemon(QsdEngine.MOST_IN_QUEUE).sinceKernel("5.1"),
      settings -> new QsdEngine(settings, QsdMode.IO_URING)),
  /** QEMU's storage daemon without a file: what the way to it and back costs. */
  QSD_NULL(
      EngineTraits.byDaemon(QsdEngine.MOST_IN_QUEUE).movingNothing(),
      settings -> new QsdEngine(settings, QsdMode.NULL)),
  /** Completes at once: the harness's own cost. */
  NULL(EngineTraits.withoutData(), NullEngine::new);

  /** What the others are compared with where it is measured and nothing else is asked for. */
  public static final EngineType DEFAULT_REFERENCE = THREADS;

  private final EngineTraits traits;
  private final Function<EngineSettings, IoEngine> opener;

  EngineType(EngineTraits traits, Function<EngineSettings, IoEngine> opener) {
    this.traits = traits;
    this.opener = opener;
  }

  /** What it is like. */
  public EngineTraits traits() {
    return traits;
  }

  /**
   * Opens an engine of this type on {@code file}, which must stay open until the engine is closed.
   *
   * @param depth number of request slots, at least 1
   * @param maxRequestBytes longest transfer of a request in bytes, at least 1
   * @param pages that the buffers are to lie in
   * @param placement where the calling thread runs, to be closed after the engine
   * @throws io.aiorevisited.engines.EngineUnsupportedException if this host can't run it at all
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
    return open(
        new EngineSettings(
            syscalls,
            file,
            depth,
            maxRequestBytes,
            pages,
            placement,
            InstalledPrograms.ofThisHost()));
  }

  /** Opens an engine as the other forms do. */
  public IoEngine open(EngineSettings settings) {
    return opener.apply(settings);
  }

  /**
   * Finds the engine of a {@link #label()}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static EngineType fromLabel(String label) {
    return find(label)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no such engine: "
                        + label
                        + "; choose from "
                        + Arrays.stream(values())
                            .map(EngineType::label)
                            .collect(Collectors.joining(", "))));
  }

  /** The engine of a {@link #label()}; empty if this version has none. */
  public static Optional<EngineType> find(String label) {
    return Arrays.stream(values()).filter(type -> type.label().equals(label)).findFirst();
  }

  /** The name as typed on the command line and kept in records, for example {@code aio-ring}. */
  public String label() {
    // Of io_uring the underscore stays, as in QEMU's and fio's own options.
    return name().toLowerCase(Locale.ROOT).replace('_', '-').replace("io-uring", "io_uring");
  }
}
