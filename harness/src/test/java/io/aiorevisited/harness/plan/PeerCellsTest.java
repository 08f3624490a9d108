package io.aiorevisited.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.harness.peers.PeerType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerCellsTest {

  private static final List<PeerType> ALL = List.of(PeerType.values());

  @Test
  void shouldPlanTheCellsThatAProgramCanDoAndHoldThemAgainstTheEnginesMeasured() {
    RunRequest request =
        TestRequests.of(List.of(EngineType.THREADS, EngineType.PSYNC, EngineType.AIO), ALL);
    Plan plan = PlanBuilder.build(request, Path.of("/data/target"));

    assertThat(plan.cells()).filteredOn(cell -> cell.engine().equals("fio-libaio")).hasSize(4);
    assertThat(plan.cells())
        .filteredOn(cell -> cell.engine().equals("dd"))
        .hasSize(2)
        .allMatch(cell -> cell.workload().equals("iozone"));
    assertThat(plan.agreements())
        .extracting(a -> a.engine() + "~" + a.reference())
        .containsOnly(
            "fio-psync~psync",
            "fio-libaio~aio",
            "dd~psync",
            "qemu-img-threads~threads",
            "qemu-img-native~aio");
    assertThat(plan.family()).noneMatch(c -> PeerType.find(c.engine()).isPresent());
    assertThat(plan.primary()).noneMatch(q -> PeerType.find(q.engine()).isPresent());
    assertThat(plan.referenceEngine()).isEqualTo("threads");
  }

  @Test
  void shouldSayWhatIsLeftOutAndWhatHasNothingToAgreeWith() {
    RunRequest request =
        TestRequests.of(List.of(EngineType.PSYNC), List.of(PeerType.DD, PeerType.FIO_LIBAIO));
    Plan plan = PlanBuilder.build(request, Path.of("/data/target"));

    assertThat(PeerCells.lines(request, plan))
        .containsExactly(
            "  program  dd against psync",
            "  program  fio-libaio has nothing to be held against: add aio to --engines",
            "  left out dd sends blocks whole, as --split none does (2 cells)");
  }

  @Test
  void shouldRefuseProgramsAlone() {
    assertThatExceptionOfType(WrongCallException.class)
        .isThrownBy(
            () ->
                PlanBuilder.build(
                    TestRequests.of(List.of(), List.of(PeerType.FIO_PSYNC)),
                    Path.of("/data/target")))
        .withMessageContaining("add one, such as psync for fio-psync");
  }
}
