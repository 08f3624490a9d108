package io.aiorevisited.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.CpuPlacement;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.harness.plan.RunRequest.PassSizes;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.targets.TargetState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanBuilderTest {

  private static final List<EngineType> THREE =
      List.of(EngineType.PSYNC, EngineType.THREADS, EngineType.AIO);

  @Test
  void shouldPlanTheExperimentOf2009AtItsOwnSize() {
    Plan plan = build(request(Profile.PAPER, THREE, List.of(), PassSizes.OF_PROFILE, null));

    assertThat(plan.cells()).hasSize(3 * (3 + 1) * 2).doesNotHaveDuplicates();
    assertThat(plan.cells())
        .contains(
            TestRecords.cell("psync", "iozone", "write", 16384, 1, 0, "written", "none", 1L << 30),
            TestRecords.cell(
                "aio", "dd", "read", 20 << 20, 40, 512 << 10, "written", "none", 8000L << 20));
    assertThat(plan.targetPath()).isEqualTo("/somewhere/scratch.dat");
  }

  @Test
  void shouldDeclareEachOtherEngineAgainstTheReferenceOnceACondition() {
    Plan plan = build(request(Profile.QUICK, THREE, List.of(), PassSizes.OF_PROFILE, null));

    assertThat(plan.referenceEngine()).isEqualTo("threads");
    assertThat(plan.family()).hasSize(2 * 8).doesNotHaveDuplicates();
    assertThat(plan.family())
        .allSatisfy(
            comparison -> {
              assertThat(comparison.reference()).isEqualTo("threads");
              assertThat(comparison.engine()).isIn("psync", "aio");
              assertThat(comparison.condition().engine()).isEmpty();
            });
  }

  @Test
  void shouldMeasureTheFloorOfTheDaemonsTransportWhereverADaemonIsMeasured() {
    List<EngineType> asked = List.of(EngineType.THREADS, EngineType.QSD_NATIVE);
    Plan plan = build(request(Profile.QUICK, asked, List.of(), PassSizes.OF_PROFILE, null));

    assertThat(plan.cells().stream().map(Cell::engine).distinct())
        .containsExactly("threads", "qsd-native", "qsd-null");
    assertThat(plan.family()).allMatch(comparison -> comparison.engine().equals("qsd-native"));
    Plan named =
        build(
            request(
                Profile.QUICK,
                List.of(EngineType.QSD_NULL, EngineType.QSD_THREADS),
                List.of(),
                PassSizes.OF_PROFILE,
                null));
    assertThat(named.cells().stream().map(Cell::engine).distinct())
        .containsExactly("qsd-null", "qsd-threads");
    assertThat(build(request(Profile.QUICK, THREE, List.of(), PassSizes.OF_PROFILE, null)).cells())
        .noneMatch(cell -> cell.engine().startsWith("qsd-"));
  }

  @Test
  void shouldCrossRandomWithDepthsStatesAndCacheModes() {
    Conditions conditions =
        new Conditions(
            List.of(TargetState.WRITTEN, TargetState.SPARSE),
            List.of(CacheMode.NONE, CacheMode.WRITEBACK),
            List.of(8, 1),
            List.of(BufferPages.HUGE, BufferPages.SMALL),
            List.of(CpuPlacement.FREE),
            true);
    RunRequest plain = request(Profile.SMOKE, THREE, List.of(), PassSizes.OF_PROFILE, null);
    Plan plan = build(TestRequests.with(plain, List.of(Workload.RANDOM), conditions));

    assertThat(plan.cells()).hasSize(3 * 2 * 2 * 2 * 2 * 2).doesNotHaveDuplicates();
    assertThat(plan.cells())
        .contains(
            TestRecords.cell(
                "aio", "random", "write", 16384, 8, 0, "sparse", "writeback", 4L << 20),
            TestRecords.cell("psync", "random", "read", 16384, 1, 0, "written", "none", 4L << 20));
    assertThat(plan.family()).hasSize(2 * 32).doesNotHaveDuplicates();
  }

  @Test
  void shouldMeasureEveryWorkloadAtTheDepthsAskedFor() {
    Plan plan =
        build(
            atDepths(
                List.of(4, 1),
                THREE,
                List.of(Workload.IOZONE, Workload.DD, Workload.RANDOM),
                new PassSizes(0, Map.of(Workload.DD, 80L << 20))));

    assertThat(plan.cells().stream().filter(cell -> cell.engine().equals("psync")))
        .filteredOn(cell -> cell.operation().equals("read"))
        .extracting(cell -> cell.workload() + " " + cell.depth() + " " + cell.blocksInFlight())
        .containsExactlyInAnyOrder(
            "iozone 1 1", "iozone 4 4", "dd 40 1", "dd 160 4", "random 1 1", "random 4 4");
    assertThat(plan.family()).hasSize(2 * 2 * 6).doesNotHaveDuplicates();
  }

  @Test
  void shouldMeasureADepthThatOneEngineReachesWithAll() {
    Plan plan =
        build(atDepths(List.of(128), THREE, List.of(Workload.IOZONE), PassSizes.OF_PROFILE));

    assertThat(plan.cells()).extracting(Cell::depth).containsOnly(128);
  }

  @Test
  void shouldLeaveOutADepthOfItsOwnThatNoEngineReaches() {
    List<EngineType> synchronous = List.of(EngineType.PSYNC, EngineType.FILECHANNEL);
    List<Workload> random = List.of(Workload.RANDOM);

    assertThat(build(atDepths(List.of(), synchronous, random, PassSizes.OF_PROFILE)).cells())
        .extracting(Cell::depth)
        .containsOnly(1);
    assertThatThrownBy(
            () -> build(atDepths(List.of(1, 16), synchronous, random, PassSizes.OF_PROFILE)))
        .isInstanceOf(WrongCallException.class)
        .hasMessage(
            "--depth 16: the most that psync or filechannel can have in flight is 1: give a"
                + " smaller --depth, or add an engine that reaches it, such as aio");
  }

  @Test
  void shouldRefuseADepthThatNoPassFills() {
    assertThatThrownBy(
            () -> build(atDepths(List.of(4), THREE, List.of(Workload.DD), PassSizes.OF_PROFILE)))
        .isInstanceOf(WrongCallException.class)
        .hasMessage(
            "--depth 4: dd with blocks of 20M has only 2 blocks a pass: give --size dd=80M or more,"
                + " or a smaller --depth");
  }

  private static RunRequest atDepths(
      List<Integer> depths, List<EngineType> engines, List<Workload> workloads, PassSizes sizes) {
    RunRequest plain = request(Profile.SMOKE, engines, List.of(), sizes, null);
    Conditions conditions =
        new Conditions(
            List.of(TargetState.WRITTEN),
            List.of(CacheMode.NONE),
            depths,
            List.of(BufferPages.HUGE),
            List.of(CpuPlacement.FREE),
            false);
    return TestRequests.with(plain, workloads, conditions);
  }

  @Test
  void shouldNotJudgeTheNullEngine() {
    Plan plan =
        build(
            request(
                Profile.SMOKE,
                List.of(EngineType.NULL, EngineType.AIO),
                List.of(),
                PassSizes.OF_PROFILE,
                EngineType.AIO));

    assertThat(plan.family()).isEmpty();
    assertThat(plan.cells()).extracting(Cell::engine).contains("null");
  }

  @Test
  void shouldTakeTheFirstEngineAsReferenceWhereThreadsIsNotMeasured() {
    Plan plan =
        build(
            request(
                Profile.SMOKE,
                List.of(EngineType.AIO, EngineType.PSYNC),
                List.of(),
                PassSizes.OF_PROFILE,
                null));

    assertThat(plan.referenceEngine()).isEqualTo("aio");
  }

  @Test
  void shouldGiveLargeBlocksToDdAndSmallOnesToIozone() {
    Plan plan =
        build(
            request(
                Profile.SMOKE,
                THREE,
                List.of(1L << 20, 4096L, 512L << 10),
                PassSizes.OF_PROFILE,
                null));

    assertThat(plan.cells())
        .extracting(cell -> cell.workload() + " " + cell.blockSizeBytes())
        .containsOnly("iozone 4096", "iozone 524288", "dd 1048576");
  }

  @Test
  void shouldGiveEachWorkloadItsOwnSize() {
    Plan plan =
        build(
            request(
                Profile.SMOKE,
                THREE,
                List.of(),
                new PassSizes(0, Map.of(Workload.DD, 60L << 20)),
                null));

    assertThat(plan.cells())
        .extracting(cell -> cell.workload() + " " + cell.sizeBytes())
        .containsOnly("iozone " + (4L << 20), "dd " + (60L << 20));
  }

  @Test
  void shouldNameSizesThatFitAllBlockSizesAtOnce() {
    RunRequest request =
        request(Profile.QUICK, THREE, List.of(), new PassSizes(1L << 30, Map.of()), null);

    assertThatThrownBy(() -> build(request))
        .isInstanceOf(WrongCallException.class)
        .hasMessageContainingAll("1G", "20M", "dd", "--size 1020M and --size 1040M");
    assertThat(
            build(
                    request(
                        Profile.QUICK,
                        THREE,
                        List.of(),
                        new PassSizes(1020L << 20, Map.of()),
                        null))
                .cells())
        .isNotEmpty();
  }

  private static RunRequest request(
      Profile profile,
      List<EngineType> engines,
      List<Long> blockSizes,
      PassSizes sizes,
      EngineType reference) {
    return TestRequests.of(profile, engines, List.of(), blockSizes, sizes, 0, reference);
  }

  private static Plan build(RunRequest request) {
    return PlanBuilder.build(request, Path.of("/somewhere/scratch.dat"));
  }
}
