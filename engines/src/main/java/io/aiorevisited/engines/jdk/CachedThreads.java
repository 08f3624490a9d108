package io.aiorevisited.engines.jdk;

import io.aiorevisited.engines.EndedThreads;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The pool that AsynchronousFileChannel has by default (cached, no bound, daemon threads), but with
 * threads that are named, placed and counted as those of other engines are.
 */
final class CachedThreads implements AutoCloseable {
  private final LinuxSyscalls syscalls;
  private final ThreadPlacement placement;
  private final ExecutorService executor = Executors.newCachedThreadPool(this::thread);
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger alive = new AtomicInteger();
  private final AtomicInteger aliveAtMost = new AtomicInteger();

  CachedThreads(LinuxSyscalls syscalls, ThreadPlacement placement) {
    this.syscalls = syscalls;
    this.placement = placement;
  }

  ExecutorService executor() {
    return executor;
  }

  private Thread thread(Runnable work) {
    String name = "aio-worker-" + started.getAndIncrement();
    Thread thread = new Thread(null, () -> run(work), name, 0, false);
    thread.setDaemon(true);
    return thread;
  }

  private void run(Runnable work) {
    aliveAtMost.accumulateAndGet(alive.incrementAndGet(), Math::max);
    placement.placeWorker();
    work.run();
    alive.decrementAndGet();
    EndedThreads.note(syscalls);
  }

  int started() {
    return started.get();
  }

  int aliveAtMost() {
    return aliveAtMost.get();
  }

  /** Lets the threads end and waits for them, whatever interrupts. */
  @Override
  public void close() {
    executor.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = executor.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
