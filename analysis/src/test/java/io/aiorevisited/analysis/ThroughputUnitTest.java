package io.aiorevisited.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.stats.Interval;
import org.junit.jupiter.api.Test;

class ThroughputUnitTest {

  @Test
  void shouldFollowTheWorkload() {
    Cell iozone = cell("iozone", 16 << 10, 1, 0);
    Cell dd = cell("dd", 20 << 20, 40, 512 << 10);
    Cell random = cell("random", 4 << 10, 16, 0);

    assertThat(ThroughputUnit.of("iozone").from(2048, iozone)).isEqualTo(2);
    assertThat(ThroughputUnit.of("dd").from(3_000_000, dd)).isEqualTo(3);
    assertThat(ThroughputUnit.of("random").from(40960, random)).isEqualTo(10);
    assertThat(ThroughputUnit.of("random").from(new Interval(4096, 8192, 0.95), random))
        .isEqualTo(new Interval(1, 2, 0.95));
  }

  @Test
  void shouldCountTheRequestsOfASplitBlock() {
    assertThat(ThroughputUnit.iops(20 << 20, cell("dd", 20 << 20, 40, 512 << 10))).isEqualTo(40);
    assertThat(ThroughputUnit.iops(1 << 20, cell("dd", 1 << 20, 3, 384 << 10))).isEqualTo(3);
  }

  private static Cell cell(String workload, long block, int depth, long split) {
    return TestRecords.cell(
        "aio", workload, "read", block, depth, split, "written", "none", 40L << 20);
  }
}
