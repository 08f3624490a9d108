package io.aiorevisited.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Plan.PlannedComparison;
import io.aiorevisited.workloads.Workload;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutTest {

  @Test
  void shouldOfferWhatNobodyNamedAndKeepTheSmallestBlocksOfTheFirstWorkload() {
    assertThat(Cut.of(request(List.of(), List.of())).stream().map(Cut::name))
        .containsExactly("iozone 64k", "iozone 256k", "dd 20M");
  }

  @Test
  void shouldKeepEveryWorkloadThatWasNamed() {
    assertThat(Cut.of(request(List.of(Workload.IOZONE, Workload.DD), List.of())).stream())
        .extracting(Cut::name)
        .containsExactly("iozone 64k", "iozone 256k");
  }

  @Test
  void shouldOfferNothingWhereBlockSizesWereNamed() {
    assertThat(Cut.of(request(List.of(), List.of(16L << 10, 64L << 10)))).isEmpty();
  }

  @Test
  void shouldTakeCellsAndTheirComparisonsOutOfThePlanAndNothingElse() {
    Plan plan =
        PlanBuilder.build(request(List.of(), List.of()), Path.of("/nowhere").toAbsolutePath());

    Plan shorter = new Cut("iozone", 64L << 10).from(plan);

    assertThat(shorter.cells())
        .hasSize(plan.cells().size() - 6)
        .extracting(Cell::blockSizeBytes)
        .doesNotContain(64L << 10);
    assertThat(shorter.family())
        .hasSize(plan.family().size() - 4)
        .extracting(PlannedComparison::condition)
        .extracting(Cell::blockSizeBytes)
        .doesNotContain(64L << 10);
    assertThat(shorter.primary()).isEqualTo(plan.primary());
    assertThat(shorter.seed()).isEqualTo(plan.seed());
    assertThat(shorter.rounds()).isEqualTo(plan.rounds());
  }

  private static RunRequest request(List<Workload> workloads, List<Long> blockSizes) {
    return TestRequests.of(
        Profile.QUICK,
        TestRequests.THREE,
        workloads,
        blockSizes,
        RunRequest.PassSizes.OF_PROFILE,
        0,
        null);
  }
}
