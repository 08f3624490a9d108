package io.aiorevisited.analysis.record;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One sweep over the target.
 *
 * @param durationNanos wall-clock time, monotonic clock, first submission to last completion
 * @param bytes bytes transferred
 * @param requests requests delivered
 * @param allocatedBytes Java heap bytes that the home thread allocated during the pass
 * @param stoppedNanos time within it in which the process was stopped: wall time that no clock of
 *     the process accounts for; 0 if it never was
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
    InterferenceRecord interference) {}
