package io.aiorevisited.harness.forks;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import java.time.Duration;

/** How long a trial may take before it counts as hung: told before the run, and never changed. */
public final class TrialLimit {

  private static final long START_SECONDS = 60;
  private static final long BYTES_A_SECOND = 4L << 20;
  private static final long REQUESTS_A_SECOND = 50;

  private TrialLimit() {}

  /**
   * A minute, and the time of all passes on a device that moves no more than 4 MiB or 50 requests a
   * second; where data is verified, of one pass more.
   */
  public static Duration of(Plan plan, Cell cell) {
    return of(cell, plan.warmupPassesOf(cell) + plan.measuredPasses() + (plan.verify() ? 1 : 0));
  }

  /** The same for a number of passes. */
  public static Duration of(Cell cell, long passes) {
    long bytes = passes * cell.sizeBytes();
    return Duration.ofSeconds(
        START_SECONDS
            + Math.max(bytes / BYTES_A_SECOND, bytes / cell.requestBytes() / REQUESTS_A_SECOND));
  }
}
