package io.aiorevisited.workloads;

/**
 * What one pass did.
 *
 * @param durationNanos monotonic clock, first submission to last completion
 * @param bytes bytes transferred
 * @param requests requests delivered
 * @param allocatedBytes Java heap bytes that the home thread allocated meanwhile
 */
public record PassResult(long durationNanos, long bytes, long requests, long allocatedBytes) {}
