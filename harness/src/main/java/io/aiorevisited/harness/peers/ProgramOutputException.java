package io.aiorevisited.harness.peers;

import java.io.IOException;

/** A program said something that can't be understood, or did not do what it was told to. */
public final class ProgramOutputException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was expected, and what was there
   */
  public ProgramOutputException(String message) {
    super(message);
  }

  /** Quotes the start of what a program printed, on one line. */
  public static String quote(String output) {
    String line = output.strip().replaceAll("\\s+", " ").replaceAll("[^ -~]", "?");
    return line.isEmpty() ? "nothing" : "'" + line.substring(0, Math.min(120, line.length())) + "'";
  }
}
