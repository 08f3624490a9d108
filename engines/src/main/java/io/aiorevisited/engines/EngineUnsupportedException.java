package io.aiorevisited.engines;

/** Tells that this host can't run an engine at all, and why: a result of its own, not a failure. */
public final class EngineUnsupportedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param engine label of the engine
   * @param reason what is missing or switched off, and what to do, without a full stop
   */
  public EngineUnsupportedException(String engine, String reason) {
    super("the engine " + engine + " can't run here: " + reason);
  }
}
