package io.aiorevisited.workloads.targets;

import java.io.IOException;

/** Says why a target is refused, before anything of it was touched. */
public final class TargetException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was refused, why, and what to do
   */
  public TargetException(String message) {
    super(message);
  }

  /**
   * @param message what was refused, why, and what to do
   */
  public TargetException(String message, Throwable cause) {
    super(message, cause);
  }
}
