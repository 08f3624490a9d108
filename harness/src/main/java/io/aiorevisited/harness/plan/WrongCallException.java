package io.aiorevisited.harness.plan;

/** The person asked for something that can't be done: ends the program with status 2. */
public final class WrongCallException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one line: what, why, and how to fix it
   */
  public WrongCallException(String message) {
    super(message);
  }
}
