package io.aiorevisited.analysis.record;

/**
 * One sweep over the target.
 *
 * @param durationNanos wall-clock time, monotonic clock, first submission to last completion
 * @param bytes bytes transferred
 * @param requests requests delivered
 * @param allocatedBytes Java heap bytes that the home thread allocated during the pass
 */
public record PassRecord(long durationNanos, long bytes, long requests, long allocatedBytes) {}
