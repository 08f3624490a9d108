package io.aiorevisited.analysis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

  @ParameterizedTest(name = "{0} requests, blocks of {1} split at {2}, {3} a pass: {4} passes")
  @CsvSource({
    "    0,    16384,      0,  8388608,  2", // as the plan says
    " 1000,    16384,      0,  8388608,  2", // 512 requests a pass
    " 1000,    65536,      0,  8388608,  8", // 128 requests a pass
    " 1000,   262144,      0,  8388608, 16", // 32 requests a pass, no more than 128 MiB
    " 1000,   262144,      0, 67108864,  2",
    " 1000,  1048576,      0, 33554432,  4", // no more than 128 MiB
    " 1000, 20971520, 524288, 41943040,  4", // requests of 512 KiB, 128 MiB
    " 1000, 20971520,      0, 20971520,  6", // 6 requests of 20 MiB are the last below 128 MiB
    " 1000, 1073741824,    0, 1073741824, 2", // one request is more than 128 MiB
    " 1000,    65536,      0,  9437184,  8", // 7 would do, in two turns of as many
    " 1000,     4096,  65536,  8388608,  2", // a block smaller than its split goes whole
  })
  void shouldWarmUpByPassesOrRequestsWhicheverIsMore(
      int requests, long blockSize, long split, long size, int passes) {
    Cell cell =
        TestRecords.cell("aio", "iozone", "read", blockSize, 1, split, "written", "none", size);
    Plan plan =
        TestRecords.warmedUpBy(
            requests,
            TestRecords.plan(
                "quick", 1, 1, 2, 4, "aio", 0.03, 0.95, false, "t", List.of(cell), List.of()));

    assertThat(plan.warmupPassesOf(cell)).isEqualTo(passes);
  }
}
