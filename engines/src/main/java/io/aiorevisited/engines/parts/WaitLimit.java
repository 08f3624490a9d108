package io.aiorevisited.engines.parts;

import io.aiorevisited.engines.IoEngine;

/** How much longer one wait may take. Reads the clock only if the wait is limited at all. */
public final class WaitLimit {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private long timeoutNanos = IoEngine.FOREVER;
  private long startNanos;

  /** Starts a wait of at most {@code timeoutNanos}, or of {@link IoEngine#FOREVER}. */
  public void start(long timeoutNanos) {
    this.timeoutNanos = timeoutNanos;
    if (timeoutNanos > 0) {
      startNanos = System.nanoTime();
    }
  }

  /** Nanoseconds left, at least 0; {@link IoEngine#FOREVER} if there is no limit. */
  public long nanosLeft() {
    return timeoutNanos <= 0
        ? timeoutNanos
        : Math.max(0, timeoutNanos - (System.nanoTime() - startNanos));
  }

  /** The same in milliseconds, rounded up, as epoll_wait takes it: -1 if there is no limit. */
  public int millisLeft() {
    long nanos = nanosLeft();
    if (nanos <= 0) {
      return (int) nanos;
    }
    return (int) Math.min(Integer.MAX_VALUE, (nanos - 1) / NANOS_PER_MILLI + 1);
  }

  /** Whether the time is up; never without a limit. */
  public boolean isOver() {
    return nanosLeft() == 0;
  }
}
