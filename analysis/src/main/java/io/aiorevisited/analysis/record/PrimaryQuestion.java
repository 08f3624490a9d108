package io.aiorevisited.analysis.record;

/**
 * A question that a run is there to answer, declared before its first trial: the geometric mean of
 * an engine's ratios to the reference over all cells.
 *
 * @param engine engine judged
 * @param reference engine it is judged against
 * @param metric {@link #THROUGHPUT} or {@link #CPU}
 */
public record PrimaryQuestion(String engine, String reference, String metric) {

  /** Bytes moved in a time. */
  public static final String THROUGHPUT = "throughput";

  /** CPU time that the engine spent on a byte. */
  public static final String CPU = "cpu";
}
