package io.aiorevisited.workloads;

import java.io.IOException;

/**
 * Ends a forked JVM when the one that started it is gone, however that went: the parent holds the
 * other end of the fork's standard input and never writes to it, so its end shows as end of file.
 * Costs nothing meanwhile, as the thread sleeps in one read.
 */
public final class ParentWatch {
  /** System property that is {@code true} in a JVM whose standard input is its parent's pipe. */
  public static final String PROPERTY = "aiorevisited.endWithParent";

  private static final int EXIT_STATUS = 1;

  private ParentWatch() {}

  /** Starts to watch if {@link #PROPERTY} says so. */
  static void startIfAsked() {
    if (Boolean.getBoolean(PROPERTY)) {
      Thread thread = new Thread(ParentWatch::endWithParent, "parent-watch");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void endWithParent() {
    try {
      while (System.in.read() != -1) {
        // Nobody writes; what may come all the same says that the parent is there.
      }
    } catch (IOException e) {
      System.err.println("The parent's end of standard input can't be watched: " + e);
      return;
    }
    System.exit(EXIT_STATUS); // runs the hooks: a scratch file of this JVM's own goes
  }
}
