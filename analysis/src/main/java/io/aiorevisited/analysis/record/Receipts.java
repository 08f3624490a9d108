package io.aiorevisited.analysis.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import java.util.Map;

/**
 * What the engine really did during some passes.
 *
 * @param requests requests delivered
 * @param inFlightAtMost most requests that were carried out at once since the engine was opened;
 *     null where nobody looked, as in records of earlier versions
 * @param syscalls system calls made for I/O, by Linux name, all threads of the engine
 * @param workerThreadsAtMost most worker threads alive at once
 * @param workerThreadsStarted worker threads started
 * @param retries calls repeated, by {@code name:cause}
 * @param wakeUps returns from the poll loop with something to do
 * @param shortTransfers requests that ended early
 * @param errors requests that ended with an error
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipts(
    long requests,
    Integer inFlightAtMost,
    Map<String, Long> syscalls,
    int workerThreadsAtMost,
    long workerThreadsStarted,
    Map<String, Long> retries,
    long wakeUps,
    long shortTransfers,
    long errors)
    implements Serializable {

  /** Receipts of something that does not tell how much it had in flight. */
  public Receipts(
      long requests,
      Map<String, Long> syscalls,
      int workerThreadsAtMost,
      long workerThreadsStarted,
      Map<String, Long> retries,
      long wakeUps,
      long shortTransfers,
      long errors) {
    this(
        requests,
        null,
        syscalls,
        workerThreadsAtMost,
        workerThreadsStarted,
        retries,
        wakeUps,
        shortTransfers,
        errors);
  }
}
