package io.aiorevisited.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.analysis.record.DurationsRecord;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.workloads.data.BlockData;
import io.aiorevisited.workloads.targets.file.ScratchFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PassTest {
  private static final BlockData DATA = new BlockData(11);

  @TempDir(factory = UnderBuildFolder.class)
  Path disk;

  @TempDir(factory = OnTmpfs.class)
  Path tmpfs;

  /** What is done over a whole target: a pass does not know of it, nor an engine of a shape. */
  private enum Sweep {
    WRITE_PAST_THE_PAGE_CACHE,
    WRITE_ON_TMPFS,
    READ
  }

  private static final List<WorkloadSpec> SHAPES =
      List.of(
          Specs.iozone(IoOperation.WRITE, 16 << 10, 20),
          Specs.iozone(IoOperation.WRITE, 4096, 3),
          Specs.dd(IoOperation.WRITE, 2 << 20, 512 << 10, 3),
          Specs.dd(IoOperation.WRITE, 1 << 20, 384 << 10, 2),
          Specs.dd(IoOperation.WRITE, 2 << 20, 0, 2),
          Specs.atDepth(Specs.iozone(IoOperation.WRITE, 16 << 10, 21), 4),
          Specs.atDepth(Specs.dd(IoOperation.WRITE, 1 << 20, 384 << 10, 5), 3),
          Specs.atDepth(Specs.dd(IoOperation.WRITE, 256 << 10, 0, 2), 4),
          Specs.random(IoOperation.WRITE, 16 << 10, 8, 61),
          Specs.random(IoOperation.WRITE, 64 << 10, 4, 3));

  /**
   * Every engine with every shape, and both of them with every sweep: each pair once at least, not
   * all three of them with each other.
   */
  static Stream<Arguments> pairs() {
    List<EngineType> engines = EnginesUnderTest.movingData().toList();
    Sweep[] sweeps = Sweep.values();
    return IntStream.range(0, engines.size() * SHAPES.size())
        .mapToObj(
            i -> {
              int engine = i / SHAPES.size();
              int shape = i % SHAPES.size();
              return Arguments.of(
                  engines.get(engine), SHAPES.get(shape), sweeps[(engine + shape) % sweeps.length]);
            });
  }

  @Test
  void shouldMeetEveryPairOfEngineShapeAndSweep() {
    assumeTrue(EnginesUnderTest.movingData().count() >= Sweep.values().length);
    List<Object[]> all = pairs().map(Arguments::get).toList();
    for (int[] pair : new int[][] {{0, 1}, {0, 2}, {1, 2}}) {
      long met = all.stream().map(a -> List.of(a[pair[0]], a[pair[1]])).distinct().count();
      long first = all.stream().map(a -> a[pair[0]]).distinct().count();
      long second = all.stream().map(a -> a[pair[1]]).distinct().count();
      assertThat(met).isEqualTo(first * second);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldMoveEverySector(EngineType type, WorkloadSpec shape, Sweep sweep) throws IOException {
    switch (sweep) {
      case WRITE_PAST_THE_PAGE_CACHE -> shouldWriteEverySector(type, shape, disk, CacheMode.NONE);
      case WRITE_ON_TMPFS ->
          shouldWriteEverySector(type, shape, tmpfs, EnginesUnderTest.bufferedIfItCan(type));
      case READ -> shouldReadWhatTheFileHolds(type, shape);
    }
  }

  private void shouldWriteEverySector(
      EngineType type, WorkloadSpec spec, Path directory, CacheMode cacheMode) throws IOException {
    try (ScratchFile scratch = ScratchFile.create(directory.resolve("f"), spec.sizeBytes());
        IoFile file = IoFile.open(scratch.path(), cacheMode, FileAccess.READ_WRITE);
        IoEngine engine =
            type.open(
                file,
                spec.depth(),
                spec.maxRequestBytes(),
                BufferPages.HUGE,
                ThreadPlacement.FREE)) {
      Pass pass = new Pass(engine, spec, DATA, oneByOne(type), Optional.empty());
      pass.run(1);
      PassRecord result = pass.run(2);

      assertThat(result.bytes()).isEqualTo(spec.sizeBytes());
      assertThat(result.requests()).isEqualTo(spec.requestsPerPass());
      assertThat(result.durationNanos()).isPositive();
      assertThat(engine.receipts().requests()).isEqualTo(2 * spec.requestsPerPass());
      new VerifyPass(scratch.path(), spec, DATA).run(2);
    }
  }

  private void shouldReadWhatTheFileHolds(EngineType type, WorkloadSpec write) throws IOException {
    WorkloadSpec spec =
        new WorkloadSpec(
            write.workload(),
            IoOperation.READ,
            write.blockSizeBytes(),
            write.splitBytes(),
            write.sizeBytes(),
            write.windowBlocks());
    try (ScratchFile scratch = ScratchFile.create(disk.resolve("f"), spec.sizeBytes());
        IoFile file = IoFile.open(scratch.path(), CacheMode.NONE, FileAccess.READ_ONLY);
        IoEngine engine =
            type.open(
                file,
                spec.depth(),
                spec.maxRequestBytes(),
                BufferPages.HUGE,
                ThreadPlacement.FREE)) {
      Pass pass = new Pass(engine, spec, DATA, oneByOne(type), Optional.empty());

      assertThat(pass.run(1).bytes()).isEqualTo(spec.sizeBytes());
      new ReadCheck(scratch.path(), engine, spec, pass).run();
    }
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.workloads.EnginesUnderTest#movingData")
  void shouldFailAtTheEndOfTheFileAndLeaveNothingInFlight(EngineType type) throws IOException {
    WorkloadSpec fits = Specs.dd(IoOperation.READ, 1 << 20, 128 << 10, 1);
    WorkloadSpec tooLong = Specs.dd(IoOperation.READ, 1 << 20, 128 << 10, 2);
    try (ScratchFile scratch = ScratchFile.create(disk.resolve("f"), (1 << 20) + 4096);
        IoFile file = IoFile.open(scratch.path(), CacheMode.NONE, FileAccess.READ_ONLY);
        IoEngine engine = type.open(file, 8, 128 << 10, BufferPages.HUGE, ThreadPlacement.FREE)) {
      assertThatThrownBy(() -> new Pass(engine, tooLong, DATA).run(1))
          .isInstanceOf(PassFailedException.class)
          .hasMessageContaining("READ of 131072 bytes at offset 1048576 failed")
          .hasMessageContaining("only 4096 bytes");
      assertThat(engine.receipts().shortTransfers()).isEqualTo(8);
      assertThat(new Pass(engine, fits, DATA).run(1).bytes()).isEqualTo(1 << 20);
    }
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.workloads.EnginesUnderTest#movingData")
  void shouldFailByTheNameOfTheError(EngineType type) throws IOException {
    WorkloadSpec spec = Specs.iozone(IoOperation.WRITE, 4096, 2);
    try (ScratchFile scratch = ScratchFile.create(disk.resolve("f"), 8192);
        IoFile file = IoFile.open(scratch.path(), CacheMode.NONE, FileAccess.READ_ONLY);
        IoEngine engine = type.open(file, 1, 4096, BufferPages.HUGE, ThreadPlacement.FREE)) {
      Pass pass = new Pass(engine, spec, DATA);
      assertThatThrownBy(() -> pass.run(1))
          .hasMessageContaining("EBADF")
          .hasMessageContaining("WRITE of 4096 bytes at offset 0");
    }
  }

  @ParameterizedTest
  @EnumSource(FaultyEngine.Fault.class)
  void shouldGiveNoFigureForWorkThatWasNotDone(FaultyEngine.Fault fault) {
    WorkloadSpec spec = Specs.dd(IoOperation.READ, 16384, 4096, 3);
    Pass pass = new Pass(new FaultyEngine(4, 4096, fault, 7), spec, DATA);

    assertThatThrownBy(() -> pass.run(1)).hasMessageContaining(fault.expectedMessage);
  }

  @ParameterizedTest
  @EnumSource(FaultyEngine.Fault.class)
  void shouldGiveNoFigureForRandomWorkThatWasNotDone(FaultyEngine.Fault fault) {
    WorkloadSpec spec = Specs.random(IoOperation.READ, 4096, 4, 12);
    Pass pass = new Pass(new FaultyEngine(4, 4096, fault, 7), spec, DATA);

    String whatever = fault.expectedMessage.replaceAll("offset \\d+", "offset");
    assertThatThrownBy(() -> pass.run(1))
        .satisfies(
            failure ->
                assertThat(failure.getMessage().replaceAll("offset \\d+", "offset"))
                    .contains(whatever));
  }

  private static boolean oneByOne(EngineType type) {
    return type.traits().isSynchronous();
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.workloads.EnginesUnderTest#movingData")
  void shouldTimeEveryRandomRequest(EngineType type) throws IOException {
    shouldTimeEveryRequest(type, Specs.random(IoOperation.READ, 16 << 10, 4, 50), 50);
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.workloads.EnginesUnderTest#movingData")
  void shouldTimeEveryRequestOfASplitBlock(EngineType type) throws IOException {
    WorkloadSpec dd = Specs.dd(IoOperation.READ, 64 << 10, 24 << 10, 11);
    shouldTimeEveryRequest(type, dd, 33);
    shouldTimeEveryRequest(type, Specs.atDepth(dd, 3), 33);
  }

  @Test
  void shouldSendTheRequestsOfASynchronousEngineOneByOneAndInOrder() throws IOException {
    WorkloadSpec spec = Specs.atDepth(Specs.dd(IoOperation.READ, 16384, 4096, 3), 2);
    RecordingEngine engine = new RecordingEngine(spec.depth(), 4096);
    new Pass(engine, spec, DATA, true, Optional.empty()).run(1);

    assertThat(engine.offsets())
        .isEqualTo(LongStream.range(0, 12).map(i -> i * 4096).boxed().toList());
    assertThat(engine.inFlightAtMost()).isEqualTo(1);
  }

  @Test
  void shouldKeepBlocksInOrderAndTheWindowFull() throws IOException {
    WorkloadSpec spec = Specs.atDepth(Specs.dd(IoOperation.READ, 16384, 8192, 5), 3);
    RecordingEngine engine = new RecordingEngine(spec.depth(), 8192);
    new Pass(engine, spec, DATA, false, Optional.empty()).run(1);

    assertThat(engine.offsets())
        .isEqualTo(LongStream.range(0, 10).map(i -> i * 8192).boxed().toList());
    assertThat(engine.inFlightAtMost()).isEqualTo(6);
  }

  private void shouldTimeEveryRequest(EngineType type, WorkloadSpec spec, int requests)
      throws IOException {
    NanosHistogram latencies = new NanosHistogram();
    try (ScratchFile scratch = ScratchFile.create(disk.resolve("f"), spec.sizeBytes());
        IoFile file = IoFile.open(scratch.path(), CacheMode.NONE, FileAccess.READ_ONLY);
        IoEngine engine =
            type.open(
                file,
                spec.depth(),
                spec.maxRequestBytes(),
                BufferPages.HUGE,
                ThreadPlacement.FREE)) {
      PassRecord result =
          new Pass(engine, spec, DATA, oneByOne(type), Optional.of(latencies)).run(1);

      DurationsRecord distribution = latencies.durations().orElseThrow();
      assertThat(distribution.count()).isEqualTo(requests);
      assertThat(distribution.minNanos()).isPositive();
      assertThat(distribution.maxNanos()).isLessThanOrEqualTo(2 * result.durationNanos());
      assertThat(distribution.p50Nanos())
          .isBetween(distribution.minNanos(), distribution.p99Nanos());
    }
  }

  @Test
  void shouldRefuseAnEngineThatIsTooShallow() {
    WorkloadSpec spec = Specs.dd(IoOperation.READ, 16384, 4096, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Pass(new FaultyEngine(1, 4096, FaultyEngine.Fault.SHORT, 0), spec, DATA))
        .withMessageContaining("engineDepth=1 depth=4");
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.workloads.EnginesUnderTest#allocatingNothing")
  void shouldAllocateNothingPerRequest(EngineType type) throws IOException {
    shouldAllocateNothingPerRequest(
        type,
        Specs.iozone(IoOperation.READ, 512, 1_000),
        Specs.iozone(IoOperation.READ, 512, 4_000));
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.workloads.EnginesUnderTest#allocatingNothing")
  void shouldAllocateNothingPerTimedRandomRequest(EngineType type) throws IOException {
    shouldAllocateNothingPerRequest(
        type,
        Specs.random(IoOperation.READ, 512, 4, 1_000),
        Specs.random(IoOperation.READ, 512, 4, 4_000));
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.workloads.EnginesUnderTest#allocatingNothing")
  void shouldAllocateNothingPerSequentialRequestAtADepth(EngineType type) throws IOException {
    shouldAllocateNothingPerRequest(
        type,
        Specs.atDepth(Specs.iozone(IoOperation.READ, 512, 1_000), 4),
        Specs.atDepth(Specs.iozone(IoOperation.READ, 512, 4_000), 4));
  }

  private void shouldAllocateNothingPerRequest(EngineType type, WorkloadSpec few, WorkloadSpec many)
      throws IOException {
    // io_uring reads tmpfs by worker threads of the kernel's, some 50 times slower.
    boolean onDisk = type.traits().submitsToKernel() || type.traits().hasDaemon();
    Path directory = onDisk ? disk : tmpfs;
    try (ScratchFile scratch = ScratchFile.create(directory.resolve("f"), many.sizeBytes());
        IoFile file = EnginesUnderTest.openFor(type, scratch.path());
        IoEngine engine =
            type.open(file, many.depth(), 512, BufferPages.HUGE, ThreadPlacement.FREE)) {
      Pass fewPass = new Pass(engine, few, DATA);
      Pass manyPass = new Pass(engine, many, DATA);
      manyPass.run(1);
      fewPass.run(1);
      long allocatedByFew = fewPass.run(1).allocatedBytes();
      long allocatedByMany = manyPass.run(1).allocatedBytes();

      // The smallest object has 16 bytes: one a request would be 48,000, one in four 12,000. The
      // JIT costs a few 100.
      assertThat(allocatedByMany - allocatedByFew).isLessThan(7_000);
    }
  }
}
