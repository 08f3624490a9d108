package io.aiorevisited.harness.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.analysis.record.GateRecord.Outcome;
import io.aiorevisited.harness.guest.GuestPass;
import io.aiorevisited.workloads.PassObserver;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GuestClockTest {

  private static final long MILLI = 1_000_000;

  @Test
  void shouldBelieveAGuestWhoseClockIsTheHostsButForTheWay() {
    GateRecord gate = GuestClock.check(List.of(pass(1_000, 1_002), pass(1_000, 1_040)));

    assertThat(gate.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(gate.reason()).contains("up to 40.0 ms longer");
  }

  @Test
  void shouldNotBelieveAGuestWhoseClockRunsSlowOrFast() {
    assertThat(GuestClock.check(List.of(pass(1_000, 1_001), pass(1_000, 1_400))).failed()).isTrue();
    assertThat(GuestClock.check(List.of(pass(1_000, 950))).failed()).isTrue();
    assertThat(GuestClock.check(List.of(pass(1_000, 999))).failed()).isFalse();
  }

  private static GuestPass pass(long guestMillis, long hostMillis) {
    return new GuestPass(
        guestMillis * MILLI,
        hostMillis * MILLI,
        1,
        1,
        0,
        0,
        OptionalLong.empty(),
        PassObserver.Seen.NOTHING);
  }
}
