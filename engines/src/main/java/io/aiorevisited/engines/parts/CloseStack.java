package io.aiorevisited.engines.parts;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, last first, and all of it even if some of it fails. Idempotent. */
public final class CloseStack implements AutoCloseable {
  private final Deque<Runnable> closings = new ArrayDeque<>();

  /** Notes how to close what was just opened. */
  public void push(Runnable closing) {
    closings.push(closing);
  }

  /** Closes everything because {@code cause} ended the opening of the rest. */
  public void closeAfter(Throwable cause) {
    try {
      close();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  /** Closes everything; throws the first failure, the others as suppressed ones of it. */
  @Override
  public void close() {
    RuntimeException failure = null;
    while (!closings.isEmpty()) {
      try {
        closings.pop().run();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
