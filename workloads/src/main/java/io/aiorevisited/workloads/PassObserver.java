package io.aiorevisited.workloads;

/**
 * Is told of every pass in this JVM, on the engine's home thread, directly before and directly
 * after the part that is timed. What it does is never in the figure.
 */
public interface PassObserver {

  /** The timed part starts when this returns. */
  void beforePass();

  /** The timed part has ended; not called for a pass that failed. */
  void afterPass();
}
