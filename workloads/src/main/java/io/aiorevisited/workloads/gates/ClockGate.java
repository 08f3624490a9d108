package io.aiorevisited.workloads.gates;

import io.aiorevisited.analysis.record.GateRecord;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Checks that the clock is fine and cheap enough for what was timed with it. */
final class ClockGate {
  static final String DURATION_NAME = "pass-duration";
  static final String SOURCE_NAME = "clock-source";

  /** Largest share of a pass that the two ends' reading error may make up. */
  static final double LARGEST_ERROR_SHARE = 0.01;

  private static final int STEPS_LOOKED_AT = 101;
  private static final Set<String> COARSE = Set.of("jiffies", "refined-jiffies", "pit");
  private static final Set<String> SLOW = Set.of("hpet", "acpi_pm");

  private ClockGate() {}

  /**
   * The clock's usual step in nanoseconds: the median of what is seen when it is read in a loop.
   */
  static long stepNanos(LongSupplier clock) {
    long[] steps = new long[STEPS_LOOKED_AT];
    for (int i = 0; i < steps.length; i++) {
      long start = clock.getAsLong();
      long now = clock.getAsLong();
      while (now == start) {
        now = clock.getAsLong();
      }
      steps[i] = now - start;
    }
    java.util.Arrays.sort(steps);
    return steps[steps.length / 2];
  }

  /** Checks the shortest of the passes against the clock's step. */
  static GateRecord checkDuration(long shortestPassNanos, long stepNanos) {
    double errorShare = 2.0 * stepNanos / shortestPassNanos;
    String seen =
        String.format(
            Locale.ROOT,
            "the shortest pass took %d ns, the clock steps by %d ns",
            shortestPassNanos,
            stepNanos);
    return errorShare > LARGEST_ERROR_SHARE
        ? GateRecord.failed(DURATION_NAME, seen, "use a larger size")
        : GateRecord.passed(DURATION_NAME, seen);
  }

  /**
   * Checks the kernel's clock source.
   *
   * @param timesRequests whether single requests were timed, not only whole passes
   */
  static GateRecord checkSource(Optional<String> source, boolean timesRequests) {
    if (source.isEmpty()) {
      return GateRecord.notCheckable(SOURCE_NAME, "sysfs doesn't show the clock source");
    }
    String name = source.get();
    if (COARSE.contains(name) || timesRequests && SLOW.contains(name)) {
      return GateRecord.failed(
          SOURCE_NAME,
          name
              + ", which is too "
              + (COARSE.contains(name) ? "coarse" : "slow to time requests by"),
          "see the kernel log for why it distrusts the TSC; boot with clocksource=tsc if it may");
    }
    return GateRecord.passed(SOURCE_NAME, name);
  }
}
