package io.aiorevisited.analysis.record;

import java.io.Serializable;

/**
 * Time of single requests.
 *
 * @param kind what a duration is: {@code closed-loop service time}, from before a request is queued
 *     to its delivery, with the next one sent only when another has ended
 * @param nanos the durations
 */
public record LatencyRecord(String kind, DurationsRecord nanos) implements Serializable {

  /** The only kind that is measured. */
  public static final String CLOSED_LOOP = "closed-loop service time";
}
