package io.aiorevisited.analysis.stats.verdict;

/** Says which way is better for the figure compared; the ratio itself is never turned round. */
public enum Direction {
  /** Throughput: candidate / reference above 1 is better. */
  HIGHER_IS_BETTER,
  /** CPU seconds, latency: candidate / reference below 1 is better. */
  LOWER_IS_BETTER
}
