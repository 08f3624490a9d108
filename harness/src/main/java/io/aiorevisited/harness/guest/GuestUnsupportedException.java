package io.aiorevisited.harness.guest;

/** This host can't run a guest at all; the message says what is missing and how to get it. */
public final class GuestUnsupportedException extends GuestException {
  private static final long serialVersionUID = 1L;

  public GuestUnsupportedException(String message) {
    super(message);
  }
}
