package io.aiorevisited.harness.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuLedgerRecord.Switches;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.engines.linux.CpuClocks.ThreadCpu;
import io.aiorevisited.harness.blocks.GuestThreads.Role;
import io.aiorevisited.harness.blocks.GuestThreads.Spent;
import io.aiorevisited.harness.host.ProcessorTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuestLedgerTest {

  private static final long MILLI = 1_000_000;

  @Test
  void shouldBookEachThreadByWhatItIsThereFor() {
    GuestLedger.Reading before =
        reading(
            100,
            Map.of(
                1,
                spent(Role.LOOP, 10, 0, 0, 5),
                2,
                spent(Role.VCPU, 80, 0, 0, 7),
                3,
                spent(Role.WORKER, 10, 0, 0, 1)));
    GuestLedger.Reading after =
        reading(
            200,
            Map.of(
                1,
                spent(Role.LOOP, 30, 0, 20, 105),
                2,
                spent(Role.VCPU, 150, 60, 20, 57),
                3,
                spent(Role.WORKER, 15, 0, 0, 4),
                4,
                spent(Role.WORKER, 5, 0, 0, 3)));

    CpuLedgerRecord ledger = GuestLedger.between(before, after);

    assertThat(ledger.home()).isEqualTo(new CpuTime(0, 20_000));
    assertThat(ledger.vcpu())
        .as("three quarters of its ticks")
        .isEqualTo(new CpuTime(52_500, 17_500));
    assertThat(ledger.engine().totalMicros()).isEqualTo(10_000);
    assertThat(ledger.engineCost().totalMicros()).isEqualTo(100_000);
    assertThat(ledger.process().totalMicros()).isEqualTo(100_000);
    assertThat(ledger.addsUp()).isTrue();
    assertThat(ledger.homeSwitches()).isEqualTo(new Switches(100, 0));
    assertThat(ledger.engineSwitches()).isEqualTo(new Switches(6, 0));
  }

  @Test
  void shouldChargeWorkersWithWhatOnesThatEndedSpent() {
    GuestLedger.Reading before =
        reading(100, Map.of(1, spent(Role.LOOP, 10, 0, 0, 0), 3, spent(Role.WORKER, 90, 0, 0, 0)));
    GuestLedger.Reading after = reading(150, Map.of(1, spent(Role.LOOP, 20, 0, 0, 0)));

    CpuLedgerRecord ledger = GuestLedger.between(before, after);

    assertThat(ledger.engine().totalMicros()).isEqualTo(40_000);
    assertThat(ledger.exitedThreads()).isEqualTo(1);
    assertThat(ledger.addsUp()).isTrue();
  }

  @Test
  void shouldTakeANewThreadWithTheIdOfOneThatEndedForWhatItIs() {
    GuestLedger.Reading before = reading(100, Map.of(3, spent(Role.WORKER, 90, 0, 0, 50)));
    GuestLedger.Reading after = reading(108, Map.of(3, spent(Role.WORKER, 8, 0, 0, 2)));

    assertThat(GuestLedger.between(before, after).engine().totalMicros()).isEqualTo(8_000);
  }

  @Test
  void shouldReadTheTextsOfProcfs() {
    Spent read =
        GuestThreads.parse(
            "CPU 0/TCG\n",
            "123456789 99 5\n",
            "77 (CPU 0/TCG) S 1 2 3 4 5 6 7 8 9 10 250 30 0 0 20 0 5 0\n",
            "Name:\tCPU 0/TCG\nvoluntary_ctxt_switches:\t8\nnonvoluntary_ctxt_switches:\t2\n");

    assertThat(read)
        .isEqualTo(new Spent(Role.VCPU, 123456789, 2_500_000, 300_000, new Switches(8, 2)));
    assertThat(Role.ofName("qemu-system-x86")).isEqualTo(Role.LOOP);
    assertThat(Role.ofName("IO io0")).isEqualTo(Role.LOOP);
    assertThat(Role.ofName("worker")).isEqualTo(Role.WORKER);
    assertThat(Role.ofName("CPU 0/KVM")).isEqualTo(Role.VCPU);
  }

  private static GuestLedger.Reading reading(long millis, Map<Integer, Spent> threads) {
    return new GuestLedger.Reading(
        new ThreadCpu(millis * MILLI, millis * MILLI, millis * MILLI / 2),
        new GuestThreads(threads),
        new HostReading(new ProcessorTime(0, 0, 0, 0, 0), Optional.empty()));
  }

  private static Spent spent(Role role, long millis, long user, long system, long switches) {
    return new Spent(role, millis * MILLI, 1_000 * user, 1_000 * system, new Switches(switches, 0));
  }
}
