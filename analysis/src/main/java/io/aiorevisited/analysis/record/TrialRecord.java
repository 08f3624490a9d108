package io.aiorevisited.analysis.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aiorevisited.analysis.record.programs.GuestRecord;
import io.aiorevisited.analysis.record.programs.ProgramRecord;
import java.util.List;

/**
 * One trial: one cell in one round, measured in a fresh JVM. One line of {@code trials.jsonl}.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} of the writer
 * @param trial number in order of the plan, from 1
 * @param round round that it belongs to, from 1
 * @param attempt which measurement of its block, from 1: a block in which a process was stopped is
 *     measured again
 * @param status how it ended
 * @param reason why, where it is not OK; else null
 * @param control whether it belongs to the control arm, the reference engine measured again
 * @param cell what was measured
 * @param startedAt ISO-8601 instant, UTC
 * @param wallNanos wall-clock time of the whole trial, JVM start included
 * @param result what was measured; null if it never got there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrialRecord(
    int schemaVersion,
    int trial,
    int round,
    int attempt,
    TrialStatus status,
    String reason,
    boolean control,
    Cell cell,
    String startedAt,
    long wallNanos,
    TrialResult result) {

  /** What is written now; {@link #OLDEST_READ} and later are read. */
  public static final int SCHEMA_VERSION = 2;

  /** The first version that was ever written. */
  public static final int OLDEST_READ = 1;

  /** Passes that warmed up; none if it never got there. */
  public List<PassRecord> warmups() {
    return result == null ? List.of() : result.warmups();
  }

  /** Measured passes; none if it never got there. */
  public List<PassRecord> passes() {
    return result == null ? List.of() : result.passes();
  }

  /** What the checks found; nothing if it never got there. */
  public List<GateRecord> gates() {
    return result == null ? List.of() : result.gates();
  }

  /** What the engine did in the measured passes; null if it never got there. */
  public Receipts receipts() {
    return result == null ? null : result.receipts();
  }

  /** Time of single requests; null where none were timed. */
  public LatencyRecord latency() {
    return result == null ? null : result.latency();
  }

  /** How asynchronous the submissions were; null where none were timed. */
  public SubmissionRecord submission() {
    return result == null ? null : result.submission();
  }

  /** What carried it out; null where an engine of ours did, or it never got there. */
  public ProgramRecord program() {
    return result == null ? null : result.program();
  }

  /** Virtual machine in which it was carried out; null where it was here, or never got there. */
  public GuestRecord guest() {
    return result == null ? null : result.guest();
  }

  /** Bytes moved by the measured passes. */
  public long bytes() {
    return result == null ? 0 : result.bytes();
  }

  /** Time taken by the measured passes. */
  public long durationNanos() {
    return result == null ? 0 : result.durationNanos();
  }
}
