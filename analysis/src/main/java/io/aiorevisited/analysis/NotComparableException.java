package io.aiorevisited.analysis;

/** Says why two runs can't be compared at all. */
public final class NotComparableException extends Exception {

  private static final long serialVersionUID = 1L;

  NotComparableException(String message) {
    super(message);
  }
}
