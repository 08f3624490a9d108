package io.aiorevisited.engines.pool;

import java.util.concurrent.TimeUnit;

/** The time by which idle workers live: reads it and lets it pass. */
public interface PoolClock {
  /** The machine's own time. */
  PoolClock SYSTEM =
      new PoolClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void await(Object lock, long nanos) throws InterruptedException {
          TimeUnit.NANOSECONDS.timedWait(lock, nanos);
        }
      };

  /** Nanoseconds from an arbitrary start, as {@link System#nanoTime}. */
  long nanoTime();

  /**
   * Waits on {@code lock}, whose monitor the caller holds, until it is notified or {@code nanos}
   * have passed; may return early.
   */
  void await(Object lock, long nanos) throws InterruptedException;
}
