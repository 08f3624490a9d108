package io.aiorevisited.harness.experiment;

import io.aiorevisited.harness.forks.ForkProcesses;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: the trial under way is dropped, the run ends in order, the program ends with
 * status 130. A run has {@value #GRACE_SECONDS} seconds to end in order.
 */
public final class Interruption implements AutoCloseable {

  /** Exit status of a run that was interrupted. */
  public static final int EXIT_STATUS = 130;

  static final int GRACE_SECONDS = 60;

  private static final int KILL_EVERY_MILLIS = 100;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::endRun, "interruption");
  private volatile boolean requested;
  private Thread interruptible;

  private Interruption() {}

  /** Starts to listen. */
  public static Interruption install() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Whether the run is to end now. */
  public boolean requested() {
    return requested;
  }

  /** Lets the calling thread be interrupted from here on: it does nothing that must be finished. */
  synchronized void interruptibleFromHere() {
    interruptible = Thread.currentThread();
    if (requested) {
      interruptible.interrupt();
    }
  }

  /** Ends what {@link #interruptibleFromHere} began, and takes back an interrupt. */
  synchronized void interruptibleToHere() {
    interruptible = null;
    Thread.interrupted();
  }

  /** Says that the run has ended and everything is tidied up. */
  @Override
  public void close() {
    ended.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        requested = true; // the signal came at this very moment: the hook ends the program
      }
    }
  }

  private void endRun() {
    requestEnd();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    try {
      // Again and again, since a trial's JVM may just be starting.
      do {
        ForkProcesses.killAll();
      } while (!ended.await(KILL_EVERY_MILLIS, TimeUnit.MILLISECONDS)
          && System.nanoTime() < deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(EXIT_STATUS);
  }

  private synchronized void requestEnd() {
    requested = true;
    if (interruptible != null) {
      interruptible.interrupt();
    }
  }
}
