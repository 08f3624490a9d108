package io.aiorevisited.workloads;

/**
 * Durations of one trial. Percentiles are within three digits.
 *
 * @param count how many; 0 where nothing was timed, and then the rest says nothing
 * @param meanNanos arithmetic mean
 * @param minNanos shortest
 * @param p50Nanos median
 * @param p90Nanos 90th percentile
 * @param p99Nanos 99th percentile
 * @param p999Nanos 99.9th percentile
 * @param maxNanos longest
 * @param histogram all of them: HdrHistogram's compressed V2 encoding, in Base64
 */
public record NanosDistribution(
    long count,
    double meanNanos,
    long minNanos,
    long p50Nanos,
    long p90Nanos,
    long p99Nanos,
    long p999Nanos,
    long maxNanos,
    String histogram) {

  /** Nothing was timed. */
  public static final NanosDistribution NONE = new NanosDistribution(0, 0, 0, 0, 0, 0, 0, 0, "");
}
