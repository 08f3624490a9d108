package io.aiorevisited.engines;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an engine really did: the proof that it is the mechanism its label says.
 *
 * <p>Counted are the calls of the I/O path, from submission to completion. Not counted are those
 * that open and close the engine, and the futex calls by which the JVM's own locks wait.
 *
 * @param requests requests delivered to the caller
 * @param inFlightAtMost most requests that were carried out at once since the engine was opened: in
 *     the hands of workers, or with the kernel; 0 for the null engine
 * @param syscalls system calls by the names that strace prints ({@code pread64}, {@code io_submit},
 *     ...), the engine's threads included, retried ones counted each time
 * @param workerThreadsAtMost most worker threads alive at once
 * @param workerThreadsStarted worker threads started
 * @param retries calls repeated, by cause ({@code pread64:EINTR}, {@code io_submit:EAGAIN}, {@code
 *     io_submit:partial}); empty where nothing was retried
 * @param wakeUps times the home thread came back from the poll loop with something to do
 * @param shortTransfers requests that ended early
 * @param errors requests that ended with an error
 * @param mode how the kernel was really used, where that depends on the kernel: flags in effect,
 *     what is registered; empty where there is nothing to say
 */
public record EngineReceipts(
    long requests,
    int inFlightAtMost,
    Map<String, Long> syscalls,
    int workerThreadsAtMost,
    long workerThreadsStarted,
    Map<String, Long> retries,
    long wakeUps,
    long shortTransfers,
    long errors,
    String mode) {

  /**
   * Not a retry, but kept with them: completions for which a ring had no place. Never seen where
   * all is right.
   */
  public static final String OVERFLOW = "io_uring_cq:overflow";

  public EngineReceipts {
    syscalls = Map.copyOf(syscalls);
    retries = Map.copyOf(retries);
  }

  /** Times that the kernel took fewer requests than it was given, or none: its queue was full. */
  public long heldBack() {
    return retries.entrySet().stream()
        .filter(retry -> retry.getKey().endsWith(":EAGAIN") || retry.getKey().endsWith(":partial"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * What was done since {@code earlier}, receipts of the same engine; maxima are kept as they are.
   */
  public EngineReceipts since(EngineReceipts earlier) {
    return new EngineReceipts(
        requests - earlier.requests,
        inFlightAtMost,
        minus(syscalls, earlier.syscalls),
        workerThreadsAtMost,
        workerThreadsStarted - earlier.workerThreadsStarted,
        minus(retries, earlier.retries),
        wakeUps - earlier.wakeUps,
        shortTransfers - earlier.shortTransfers,
        errors - earlier.errors,
        mode);
  }

  /** What was done here and in {@code later}, receipts of the same engine; of maxima the larger. */
  public EngineReceipts plus(EngineReceipts later) {
    return new EngineReceipts(
        requests + later.requests,
        Math.max(inFlightAtMost, later.inFlightAtMost),
        sum(syscalls, later.syscalls),
        Math.max(workerThreadsAtMost, later.workerThreadsAtMost),
        workerThreadsStarted + later.workerThreadsStarted,
        sum(retries, later.retries),
        wakeUps + later.wakeUps,
        shortTransfers + later.shortTransfers,
        errors + later.errors,
        mode);
  }

  private static Map<String, Long> sum(Map<String, Long> first, Map<String, Long> second) {
    Map<String, Long> sum = new TreeMap<>(first);
    second.forEach((name, count) -> sum.merge(name, count, Long::sum));
    return sum;
  }

  private static Map<String, Long> minus(Map<String, Long> now, Map<String, Long> earlier) {
    Map<String, Long> difference = new LinkedHashMap<>();
    for (String name : new TreeSet<>(now.keySet())) {
      long count = now.get(name) - earlier.getOrDefault(name, 0L);
      if (count != 0) {
        difference.put(name, count);
      }
    }
    return difference;
  }
}
