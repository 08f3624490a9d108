package io.aiorevisited.analysis.record;

import java.io.Serializable;

/**
 * How asynchronous the submissions of the measured passes were.
 *
 * @param requests requests submitted
 * @param completedMeanwhile completions that were there when the submitting call returned, and not
 *     when it was made; -1 where that can't be told
 * @param nanos time inside the submitting calls
 */
public record SubmissionRecord(long requests, long completedMeanwhile, DurationsRecord nanos)
    implements Serializable {}
