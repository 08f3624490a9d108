package io.aiorevisited.harness.profilers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.analysis.record.CpuLedgerRecord.DeviceIo;
import io.aiorevisited.analysis.record.CpuLedgerRecord.Switches;
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
    assertThat(Counters.hostCpu(stat))
        .isEqualTo(new Counters.HostCpu(76_600_000, 50_000, 710_000, 90_000));
  }

  @Test
  void shouldRefuseWhatIsNotTheTimeOfAllProcessors() {
    assertThatThrownBy(() -> Counters.hostCpu("cpu0 2746 0 1033 134806 214 0 36 4 0 0\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cpu0");
  }

  @Test
  void shouldReadContextSwitches() {
    assertThat(Counters.switches(STATUS)).isEqualTo(new Switches(15_001, 37));
  }

  @Test
  void shouldReadWhatADeviceDid() {
    String stat =
        "   75834     2241  4816730    42132   101331    60226 10318424   226721        0   137864\n";
    assertThat(Counters.deviceIo(stat))
        .isEqualTo(new DeviceIo(75_834, 4_816_730, 101_331, 10_318_424));
  }
}
