package io.aiorevisited.analysis.record;

/**
 * Time of single requests.
 *
 * @param kind what a duration is: {@code closed-loop service time}, from before a request is queued
 *     to its delivery, with the next one sent only when another has ended
 * @param nanos the durations
 */
public record LatencyRecord(String kind, DurationsRecord nanos) {

  /** The only kind that is measured. */
  public static final String CLOSED_LOOP = "closed-loop service time";
}
