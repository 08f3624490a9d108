package io.aiorevisited.analysis.record;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One sweep over the target.
 *
 * @param durationNanos wall-clock time, monotonic clock, first submission to last completion
 * @param bytes bytes transferred
 * @param requests requests delivered
 * @param allocatedBytes Java heap bytes that the home thread allocated during the pass
 * @param cpu who spent CPU time during the pass; null where no ledger was kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PassRecord(
    long durationNanos, long bytes, long requests, long allocatedBytes, CpuLedgerRecord cpu) {

  /** A pass without a ledger. */
  public PassRecord(long durationNanos, long bytes, long requests, long allocatedBytes) {
    this(durationNanos, bytes, requests, allocatedBytes, null);
  }
}
