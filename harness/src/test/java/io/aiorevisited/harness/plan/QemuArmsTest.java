package io.aiorevisited.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Plan.PlannedComparison;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plan makes of arms from several builds of QEMU. */
class QemuArmsTest {

  private static Plan plan(String... arms) {
    return PlanBuilder.build(TestRequests.ofArms(arms).onFile(), Path.of("scratch"));
  }

  private static List<String> engines(Plan plan) {
    return plan.cells().stream().map(Cell::engine).distinct().toList();
  }

  @Test
  void shouldGiveEachBuildItsOwnFloor() {
    Plan plan = plan("qsd-native", "qsd-native@10.1", "qsd-threads@10.1");

    assertThat(engines(plan))
        .containsExactly(
            "qsd-native", "qsd-native@10.1", "qsd-threads@10.1", "qsd-null", "qsd-null@10.1");
    assertThat(engines(plan("threads", "qsd-native@10.1")))
        .containsExactly("threads", "qsd-native@10.1", "qsd-null@10.1");
  }

  @Test
  void shouldCompareTheBuildsOfOneEngine() {
    Plan plan = plan("qsd-native", "qsd-native@10.1");

    assertThat(plan.referenceEngine()).isEqualTo("qsd-native");
    assertThat(plan.family()).extracting(PlannedComparison::engine).containsOnly("qsd-native@10.1");
    assertThat(plan.primary()).allMatch(question -> question.engine().equals("qsd-native@10.1"));
  }

  @Test
  void shouldHoldAProgramOfAnotherBuildAgainstOursAndTheInstalledOne() {
    Plan plan = plan("aio", "qemu-img-native", "qemu-img-native@10.1");

    assertThat(plan.agreements())
        .extracting(a -> a.engine() + " " + a.reference())
        .containsOnly(
            "qemu-img-native aio",
            "qemu-img-native@10.1 aio",
            "qemu-img-native@10.1 qemu-img-native");
  }
}
