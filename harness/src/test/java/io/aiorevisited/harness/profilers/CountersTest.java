package io.aiorevisited.harness.profilers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.analysis.record.CpuLedgerRecord.DeviceIo;
import io.aiorevisited.analysis.record.CpuLedgerRecord.Switches;
import io.aiorevisited.harness.host.ProcessorTime;
import org.junit.jupiter.api.Test;

class CountersTest {
  private static final String STATUS =
      """
      Name:	aio-worker-0
      Threads:	21
      SigQ:	0/192512
      Seccomp:	0
      Cpus_allowed_list:	0-1
      Mems_allowed_list:	0
      voluntary_ctxt_switches:	15001
      nonvoluntary_ctxt_switches:	37
      """;

  @Test
  void shouldReadTheTimeOfAllProcessors() {
    String stat =
        "cpu  5511 3 2070 269614 432 5 71 9 4 0\ncpu0 2746 0 1033 134806 214 0 36 4 0 0\n";
    assertThat(ProcessorTime.parse(stat))
        .isEqualTo(new ProcessorTime(76_600_000, 2_700_460_000L, 50_000, 710_000, 90_000));
  }

  @Test
  void shouldRefuseWhatIsNotTheTimeOfAllProcessors() {
    assertThatThrownBy(() -> ProcessorTime.parse("cpu0 2746 0 1033 134806 214 0 36 4 0 0\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cpu0");
  }

  @Test
  void shouldReadContextSwitches() {
    assertThat(Counters.switches(STATUS)).isEqualTo(new Switches(15_001, 37));
  }

  @Test
  void shouldReadHowLongAThreadWaitedForAProcessor() {
    assertThat(Counters.runDelayNanos("27003881 1455203 31\n")).isEqualTo(1_455_203);
  }

  @Test
  void shouldReadPressure() {
    String pressure =
        """
        some avg10=1.20 avg60=0.31 avg300=0.10 total=52103
        full avg10=0.00 avg60=0.00 avg300=0.00 total=7
        """;
    assertThat(Counters.somePressureMicros(pressure)).isEqualTo(52_103);
    assertThat(Counters.somePressureMicros("")).isEqualTo(-1);
  }

  @Test
  void shouldAddUpTheReschedulingInterruptsOfAllProcessors() {
    String interrupts =
        """
                   CPU0       CPU1
          0:         12          0   IO-APIC   2-edge      timer
        RES:       1000        234   Rescheduling interrupts
        CAL:          5          6   Function call interrupts
        """;
    assertThat(Counters.reschedulingInterrupts(interrupts)).isEqualTo(1234);
    assertThat(Counters.reschedulingInterrupts("  0: 12 timer\n")).isZero();
  }

  @Test
  void shouldReadWhatADeviceDid() {
    String stat =
        "   75834     2241  4816730    42132   101331    60226 10318424   226721        0   137864   268853\n";
    assertThat(Counters.deviceIo(stat))
        .isEqualTo(new DeviceIo(75_834, 4_816_730, 101_331, 10_318_424));
  }
}
