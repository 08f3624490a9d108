package io.aiorevisited.harness.forks;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Kills the JVM of a trial that doesn't end: JMH's own timeout only interrupts its threads, which a
 * thread inside a system call never notices.
 */
public final class HangGuard implements AutoCloseable {

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean fired;

  private HangGuard() {}

  public static HangGuard start(Duration limit) {
    HangGuard guard = new HangGuard();
    Thread thread = new Thread(() -> guard.watch(limit), "hang-guard");
    thread.setDaemon(true);
    thread.start();
    return guard;
  }

  /** Whether the limit was reached. */
  public boolean fired() {
    return fired;
  }

  @Override
  public void close() {
    ended.countDown();
  }

  private void watch(Duration limit) {
    try {
      if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        fired = true;
        ForkProcesses.killAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
