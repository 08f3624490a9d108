package io.aiorevisited.workloads;

/**
 * How asynchronous the submissions of the measured passes were.
 *
 * @param requests requests submitted
 * @param completedMeanwhile completions that were there when the submitting call returned, and not
 *     when it was made; -1 where that can't be told
 * @param nanos time inside the submitting calls; none where they weren't timed
 */
public record SubmissionResult(long requests, long completedMeanwhile, NanosDistribution nanos) {

  /** Nothing was timed. */
  public static final SubmissionResult NONE = new SubmissionResult(0, 0, NanosDistribution.NONE);
}
