package io.aiorevisited.workloads;

import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.linux.Errno;

/** Says that a pass did not do what it was asked to: where, how, and why. It has no figure. */
public final class PassFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private PassFailedException(String message) {
    super(message);
  }

  /** Tells of the request that failed. */
  public static PassFailedException of(IoRequest request) {
    return new PassFailedException(
        "%s of %d bytes at offset %d failed: %s"
            .formatted(request.operation(), request.length(), request.offset(), why(request)));
  }

  private static String why(IoRequest request) {
    if (request.isShort()) {
      return "only %d bytes were transferred; check the target's size and the space left on it"
          .formatted(request.result());
    }
    if (request.result() < 0) {
      return Errno.describe(Math.toIntExact(-request.result()));
    }
    return "%d bytes were reported, more than asked for".formatted(request.result());
  }
}
