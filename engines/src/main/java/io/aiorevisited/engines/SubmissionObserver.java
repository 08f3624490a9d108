package io.aiorevisited.engines;

/** Is told how long submitting took: whether asynchronous submission was asynchronous. */
@FunctionalInterface
public interface SubmissionObserver {

  /** What {@code completedMeanwhile} is where the engine can't tell. */
  int UNKNOWN = -1;

  /**
   * Called on the home thread after each call that hands requests to the kernel. Must not allocate.
   *
   * @param nanos time inside the call
   * @param requests requests that the kernel took, 0 or more
   * @param completedMeanwhile completions that were there when it returned and not when it was
   *     made; at depth 1, whether the request was carried out inside the call; or {@link #UNKNOWN}
   */
  void submitted(long nanos, int requests, int completedMeanwhile);
}
