package io.aiorevisited.analysis.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;

/**
 * One sweep over the target.
 *
 * @param durationNanos wall-clock time, monotonic clock, first submission to last completion
 * @param bytes bytes transferred
 * @param requests requests delivered
 * @param allocatedBytes Java heap bytes that the home thread allocated during the pass
 * @param stoppedNanos time within its turn in which the process or the whole machine was stopped,
 *     as the process that gives the turns saw it; 0 if it never was
 * @param cpu who spent CPU time during the pass; null where no ledger was kept
 * @param interference what else went on; null where nobody looked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PassRecord(
    long durationNanos,
    long bytes,
    long requests,
    long allocatedBytes,
    long stoppedNanos,
    CpuLedgerRecord cpu,
    InterferenceRecord interference)
    implements Serializable {

  /** The same with the time in which the process was stopped. */
  PassRecord withStopped(long nanos) {
    return new PassRecord(durationNanos, bytes, requests, allocatedBytes, nanos, cpu, interference);
  }
}
