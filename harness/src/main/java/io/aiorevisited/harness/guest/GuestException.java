package io.aiorevisited.harness.guest;

import java.io.IOException;

/** A guest did not do what it was to do; the message says what, and why as far as it is known. */
public class GuestException extends IOException {
  private static final long serialVersionUID = 1L;

  public GuestException(String message) {
    super(message);
  }

  public GuestException(String message, Throwable cause) {
    super(message, cause);
  }
}
