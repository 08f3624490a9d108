package io.aiorevisited.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aiorevisited.engines.IoOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadSpecTest {

  @Test
  void shouldSplitTheBlockOf2009Into40Requests() {
    WorkloadSpec spec = Specs.dd(IoOperation.WRITE, 20 << 20, 512 << 10, 400);

    assertThat(spec.depth()).isEqualTo(40);
    assertThat(spec.maxRequestBytes()).isEqualTo(512 << 10);
    assertThat(spec.requestsPerPass()).isEqualTo(16_000);
  }

  @Test
  void shouldSendABlockWholeWithoutASplit() {
    WorkloadSpec spec = Specs.dd(IoOperation.READ, 20 << 20, 0, 2);

    assertThat(spec.depth()).isEqualTo(1);
    assertThat(spec.maxRequestBytes()).isEqualTo(20 << 20);
  }

  @Test
  void shouldCountBlocksInFlightByTheirRequests() {
    WorkloadSpec spec = Specs.atDepth(Specs.dd(IoOperation.READ, 20 << 20, 512 << 10, 8), 4);

    assertThat(spec.depth()).isEqualTo(160);
    assertThat(spec.needsWindow()).isTrue();
    assertThat(Specs.iozone(IoOperation.READ, 4096, 4).needsWindow()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 4096, 0, 1 to 1024 blocks",
    "1025, 4096, 0, 1 to 1024 blocks",
    "64, 33554432, 0, at most 1 GiB",
    "16, 1048576, 512, at most 16384 requests"
  })
  void shouldRefuseAWindowThatCannotBeHeld(int window, long block, long split, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Specs.atDepth(Specs.dd(IoOperation.READ, block, split, window + 1), window))
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "DD, 0, 0, 4096, block size",
    "DD, 4097, 0, 4097, block size",
    "DD, 2147483648, 0, 2147483648, block size",
    "DD, 4096, -512, 4096, split",
    "DD, 4096, 100, 4096, split",
    "IOZONE, 4096, 512, 4096, iozone",
    "IOZONE, 4096, 0, 0, multiple of the block size",
    "IOZONE, 4096, 0, 6144, multiple of the block size"
  })
  void shouldRefuseWhatCannotBeCarriedOut(
      Workload workload, long block, long split, long size, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkloadSpec(workload, IoOperation.READ, block, split, size))
        .withMessageContaining(reason);
  }
}
