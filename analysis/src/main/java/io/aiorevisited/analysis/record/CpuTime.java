package io.aiorevisited.analysis.record;

import java.io.Serializable;

/**
 * CPU time, user and system apart.
 *
 * @param userMicros microseconds in user mode
 * @param systemMicros microseconds in the kernel
 */
public record CpuTime(long userMicros, long systemMicros) implements Serializable {

  public static final CpuTime NONE = new CpuTime(0, 0);

  /** Returns user and system time together, in microseconds. */
  public long totalMicros() {
    return userMicros + systemMicros;
  }

  /** Returns the sum of both. */
  public CpuTime plus(CpuTime other) {
    return new CpuTime(userMicros + other.userMicros, systemMicros + other.systemMicros);
  }

  /** Returns what this is more than {@code earlier}. */
  public CpuTime minus(CpuTime earlier) {
    return new CpuTime(userMicros - earlier.userMicros, systemMicros - earlier.systemMicros);
  }
}
