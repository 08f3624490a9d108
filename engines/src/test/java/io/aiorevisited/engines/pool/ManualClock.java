package io.aiorevisited.engines.pool;

/** Time that passes only when a test says so. */
final class ManualClock implements PoolClock {
  private volatile long nanos;
  private Object lock;
  private long waits;
  private int waiting;

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public void await(Object poolLock, long unused) throws InterruptedException {
    synchronized (this) {
      lock = poolLock;
      waits++;
      waiting++;
      notifyAll();
    }
    poolLock.wait();
    synchronized (this) {
      waiting--;
    }
  }

  /** Lets time pass and wakes who waits. */
  void advance(long byNanos) {
    Object poolLock;
    synchronized (this) {
      nanos += byNanos;
      poolLock = lock;
    }
    // A worker holds this lock until it really waits, so that it can't miss the call.
    synchronized (poolLock) {
      poolLock.notifyAll();
    }
  }

  /** Returns once {@code count} workers wait at the same time. */
  synchronized void awaitWaiting(int count) throws InterruptedException {
    while (waiting < count) {
      wait();
    }
  }

  /** Returns once workers have begun to wait {@code count} times in all. */
  synchronized void awaitWaits(long count) throws InterruptedException {
    while (waits < count) {
      wait();
    }
  }
}
