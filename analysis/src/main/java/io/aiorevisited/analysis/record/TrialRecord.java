package io.aiorevisited.analysis.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One trial: one cell in one round, measured in a fresh JVM. One line of {@code trials.jsonl}.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} of the writer
 * @param trial number in order of running, from 1
 * @param round round that it belongs to, from 1
 * @param status how it ended
 * @param reason why, where it is not OK; else null
 * @param control whether it belongs to the control arm, the reference engine measured again
 * @param cell what was measured
 * @param startedAt ISO-8601 instant, UTC
 * @param wallNanos wall-clock time of the whole trial, JVM start included
 * @param warmups passes that warm up and don't count
 * @param passes measured passes
 * @param receipts what the engine did in the measured passes; null if it never got there
 * @param warmupReceipts what it did in the warm-up passes; null if it never got there
 * @param gates what the checks of the measured passes found; empty if it never got there
 * @param latency time of single requests; null where the workload doesn't time them
 * @param submission how asynchronous the submissions were; null where none were timed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrialRecord(
    int schemaVersion,
    int trial,
    int round,
    TrialStatus status,
    String reason,
    boolean control,
    Cell cell,
    String startedAt,
    long wallNanos,
    List<PassRecord> warmups,
    List<PassRecord> passes,
    Receipts receipts,
    Receipts warmupReceipts,
    List<GateRecord> gates,
    LatencyRecord latency,
    SubmissionRecord submission) {

  public static final int SCHEMA_VERSION = 1;

  public TrialRecord {
    warmups = warmups == null ? List.of() : List.copyOf(warmups);
    passes = passes == null ? List.of() : List.copyOf(passes);
    gates = gates == null ? List.of() : List.copyOf(gates);
  }

  /** A trial without gates, latency and submission. */
  public TrialRecord(
      int schemaVersion,
      int trial,
      int round,
      TrialStatus status,
      String reason,
      boolean control,
      Cell cell,
      String startedAt,
      long wallNanos,
      List<PassRecord> warmups,
      List<PassRecord> passes,
      Receipts receipts,
      Receipts warmupReceipts) {
    this(
        schemaVersion,
        trial,
        round,
        status,
        reason,
        control,
        cell,
        startedAt,
        wallNanos,
        warmups,
        passes,
        receipts,
        warmupReceipts,
        List.of(),
        null,
        null);
  }

  /** Bytes moved by the measured passes. */
  public long bytes() {
    return passes.stream().mapToLong(PassRecord::bytes).sum();
  }

  /** Time taken by the measured passes. */
  public long durationNanos() {
    return passes.stream().mapToLong(PassRecord::durationNanos).sum();
  }
}
