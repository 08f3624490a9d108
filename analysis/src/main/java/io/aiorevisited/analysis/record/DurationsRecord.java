package io.aiorevisited.analysis.record;

import java.io.Serializable;

/**
 * Durations of single events of one trial's measured passes. Percentiles are compared across
 * trials, never pooled.
 *
 * @param count how many
 * @param meanNanos arithmetic mean
 * @param minNanos shortest
 * @param p50Nanos median
 * @param p90Nanos 90th percentile
 * @param p99Nanos 99th percentile
 * @param p999Nanos 99.9th percentile
 * @param maxNanos longest
 * @param histogram all of them: HdrHistogram's compressed V2 encoding, in Base64
 */
public record DurationsRecord(
    long count,
    double meanNanos,
    long minNanos,
    long p50Nanos,
    long p90Nanos,
    long p99Nanos,
    long p999Nanos,
    long maxNanos,
    String histogram)
    implements Serializable {}
