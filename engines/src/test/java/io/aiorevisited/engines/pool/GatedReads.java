package io.aiorevisited.engines.pool;

import io.aiorevisited.engines.linux.ForwardingSyscalls;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** Holds every pread64 back until a test lets it through, and tells who came with which offset. */
final class GatedReads extends ForwardingSyscalls {
  record Arrival(long offset, Thread thread) {}

  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final Semaphore gate = new Semaphore(0);

  @Override
  public long pread64(int fd, long buffer, long count, long offset) {
    arrivals.add(new Arrival(offset, Thread.currentThread()));
    gate.acquireUninterruptibly();
    return super.pread64(fd, buffer, count, offset);
  }

  /** Waits for the next read that a worker has begun. */
  Arrival awaitArrival() throws InterruptedException {
    return arrivals.take();
  }

  /** Lets reads through that are held back, or the next ones. */
  void letThrough(int count) {
    gate.release(count);
  }
}
