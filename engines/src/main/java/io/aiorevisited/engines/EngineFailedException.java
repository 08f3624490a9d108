package io.aiorevisited.engines;

/** Tells that an engine can't go on because of something else than a system call, and why. */
public final class EngineFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason what happened and what to do, in one line without a full stop
   */
  public EngineFailedException(String reason) {
    super(reason);
  }

  /** The same with what was thrown at it. */
  public EngineFailedException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
