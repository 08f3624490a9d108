package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.harness.guest.GuestPass;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Holds the guest's clock against this host's: the host's time of a pass is that of the guest, and
 * the way to the guest and back.
 */
final class GuestClock {

  /** Name of the gate. */
  static final String NAME = "guest-clock";

  /** Time that the way to the guest and back may take, a guest's wake-up under TCG included. */
  static final Duration MOST_WAY = Duration.ofMillis(250);

  /** By how much two clocks may run apart. */
  static final double MOST_DRIFT = 0.01;

  private GuestClock() {}

  /** Checks all measured passes together. */
  static GateRecord check(List<GuestPass> passes) {
    double longestWay = Double.NEGATIVE_INFINITY;
    boolean sound = true;
    for (GuestPass pass : passes) {
      double way = pass.hostNanos() - pass.durationNanos();
      double drift = MOST_DRIFT * pass.hostNanos();
      sound &= way >= -drift && way <= MOST_WAY.toNanos() + drift;
      longestWay = Math.max(longestWay, way);
    }
    String seen =
        String.format(
            Locale.ROOT,
            "by the host's clock passes took up to %.1f ms longer, the way to the guest and back",
            longestWay / 1e6);
    return sound
        ? GateRecord.passed(NAME, seen)
        : GateRecord.failed(
            NAME,
            String.format(
                Locale.ROOT,
                "%s; between -%.0f %% and %d ms + %.0f %% can be believed",
                seen,
                100 * MOST_DRIFT,
                MOST_WAY.toMillis(),
                100 * MOST_DRIFT),
            "look at the guest's clock source, and leave the host alone while passes run");
  }
}
