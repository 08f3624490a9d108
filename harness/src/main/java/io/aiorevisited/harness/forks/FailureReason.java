package io.aiorevisited.harness.forks;

import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import org.openjdk.jmh.runner.BenchmarkException;

/** Finds in what JMH threw the one line that says why a trial failed. */
public final class FailureReason {

  /** Our own exceptions say all in their message; others need their name. */
  private static final String OURS = "io.aiorevisited.";

  private static final int MAX_LENGTH = 400;

  private FailureReason() {}

  /** The exception at the bottom: JMH wraps it, and hangs a fork's onto one of its own. */
  public static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (true) {
      Throwable next = root.getCause();
      if (next == null && root instanceof BenchmarkException && root.getSuppressed().length > 0) {
        next = root.getSuppressed()[0];
      }
      if (next == null) {
        return root;
      }
      root = next;
    }
  }

  /** One line of at most a few hundred characters. */
  public static String of(Throwable failure) {
    Throwable root = rootOf(failure);
    String line = words(root).replaceAll("\\s+", " ").strip();
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }

  private static String words(Throwable root) {
    if (root instanceof FileNotFoundException || root instanceof NoSuchFileException) {
      return "no such file, it was there when the run began: " + root.getMessage();
    }
    boolean worded = root.getMessage() != null && root.getClass().getName().startsWith(OURS);
    return worded ? root.getMessage() : root.toString();
  }
}
