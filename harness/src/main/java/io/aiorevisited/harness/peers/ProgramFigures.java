package io.aiorevisited.harness.peers;

import io.aiorevisited.analysis.record.CpuTime;
import java.util.Optional;

/**
 * What one run of a program came to, by its own words.
 *
 * @param durationNanos time of its I/O, its start not counted
 * @param bytes moved
 * @param requests made
 * @param cpu CPU time of its I/O; empty if it can't tell, and the process has to be asked
 * @param depth what it says of requests in flight; empty if nothing
 */
public record ProgramFigures(
    long durationNanos, long bytes, long requests, Optional<Cpu> cpu, Optional<String> depth) {

  /**
   * CPU time by thread.
   *
   * @param home of the thread that makes the requests
   * @param engine of threads that carry requests out for it
   * @param other of all other threads, during the same time
   * @param switches of the thread that makes the requests
   */
  public record Cpu(CpuTime home, CpuTime engine, CpuTime other, long switches) {}
}
