package io.aiorevisited.workloads.gates;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.BuffersRecord;
import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.analysis.record.GateRecord.Outcome;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineDaemon.Proof;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.linux.Architecture;
import io.aiorevisited.workloads.targets.TargetState;
import io.aiorevisited.workloads.targets.probe.Extents;
import io.aiorevisited.workloads.targets.probe.PageCacheResidency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GatesTest {
  private static final Extents WRITTEN = extents(1000, 0, 0);
  private static final Extents UNWRITTEN = extents(0, 1000, 0);
  private static final Extents HOLE = extents(0, 0, 1000);

  @Test
  void shouldFailReadsOfAnythingNotWritten() {
    for (TargetState state : new TargetState[] {TargetState.PREALLOC, TargetState.WRITTEN}) {
      GateRecord result = ExtentsGate.check(state, IoOperation.READ, Optional.of(UNWRITTEN));

      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.reason())
          .isEqualTo(
              "1000 of 1000 bytes allocated but never written: these are read without the device");
      assertThat(result.fix()).contains("--target-state written");
    }
    assertThat(ExtentsGate.check(TargetState.SPARSE, IoOperation.READ, Optional.of(HOLE)).outcome())
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void shouldPassReadsOfAWrittenFile() {
    assertThat(extentsOutcome(TargetState.WRITTEN, IoOperation.READ, WRITTEN))
        .isEqualTo(Outcome.PASSED);
  }

  @Test
  void shouldPassWritesToATargetInTheStateThatItsCellNames() {
    assertThat(extentsOutcome(TargetState.PREALLOC, IoOperation.WRITE, UNWRITTEN))
        .isEqualTo(Outcome.PASSED);
    assertThat(extentsOutcome(TargetState.SPARSE, IoOperation.WRITE, HOLE))
        .isEqualTo(Outcome.PASSED);
    assertThat(extentsOutcome(TargetState.WRITTEN, IoOperation.WRITE, WRITTEN))
        .isEqualTo(Outcome.PASSED);
  }

  @Test
  void shouldFailWritesToATargetThatAnEarlierPassHasWritten() {
    assertThat(extentsOutcome(TargetState.PREALLOC, IoOperation.WRITE, extents(4, 996, 0)))
        .isEqualTo(Outcome.FAILED);
    assertThat(extentsOutcome(TargetState.SPARSE, IoOperation.WRITE, WRITTEN))
        .isEqualTo(Outcome.FAILED);
    assertThat(extentsOutcome(TargetState.WRITTEN, IoOperation.WRITE, UNWRITTEN))
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void shouldSayThatExtentsCannotBeChecked() {
    assertThat(ExtentsGate.check(TargetState.DEVICE, IoOperation.READ, Optional.empty()).outcome())
        .isEqualTo(Outcome.NOT_CHECKABLE);
    assertThat(ExtentsGate.check(TargetState.WRITTEN, IoOperation.READ, Optional.empty()).outcome())
        .isEqualTo(Outcome.NOT_CHECKABLE);
  }

  @Test
  void shouldLookAtTheFileBehindALoopDevice() {
    assertThat(extentsOutcome(TargetState.DEVICE, IoOperation.READ, HOLE))
        .isEqualTo(Outcome.FAILED);
    assertThat(extentsOutcome(TargetState.DEVICE, IoOperation.READ, WRITTEN))
        .isEqualTo(Outcome.PASSED);
    assertThat(extentsOutcome(TargetState.DEVICE, IoOperation.WRITE, HOLE))
        .isEqualTo(Outcome.PASSED);
  }

  @Test
  void shouldHoldTheDescriptorsFlagsAgainstTheCacheMode() {
    int direct = Architecture.current().directFlag();
    int dsync = 0x1000;

    assertThat(cacheModeOutcome(CacheMode.NONE, direct)).isEqualTo(Outcome.PASSED);
    assertThat(cacheModeOutcome(CacheMode.NONE, 0)).isEqualTo(Outcome.FAILED);
    assertThat(cacheModeOutcome(CacheMode.WRITETHROUGH, dsync)).isEqualTo(Outcome.PASSED);
    assertThat(cacheModeOutcome(CacheMode.WRITETHROUGH, 0)).isEqualTo(Outcome.FAILED);
    assertThat(cacheModeOutcome(CacheMode.WRITEBACK, 0)).isEqualTo(Outcome.PASSED);
    assertThat(cacheModeOutcome(CacheMode.WRITEBACK, direct)).isEqualTo(Outcome.FAILED);
    assertThat(DirectIoGate.check(CacheMode.NONE, OptionalInt.empty()).outcome())
        .isEqualTo(Outcome.NOT_CHECKABLE);
  }

  @Test
  void shouldFailWhereTheDeviceMovedLessThanWasAskedFor() {
    GateRecord result = readBytes(1000, 940, 0);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).isEqualTo("the device read 940 bytes for 1000 asked (94.0 %)");
  }

  @Test
  void shouldPassWhereTheDeviceMovedWhatWasAskedFor() {
    assertThat(readBytes(1000, 950, 0).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(readBytes(1000, 1050, 50).reason()).doesNotContain("neighbour");
  }

  @Test
  void shouldReportABusyNeighbour() {
    assertThat(readBytes(1000, 1000, 51))
        .satisfies(result -> assertThat(result.outcome()).isEqualTo(Outcome.PASSED))
        .satisfies(result -> assertThat(result.reason()).contains("neighbour wrote 51 bytes"));
    assertThat(readBytes(1000, 1051, 0))
        .satisfies(result -> assertThat(result.outcome()).isEqualTo(Outcome.NOT_CHECKABLE))
        .satisfies(result -> assertThat(result.reason()).contains("neighbour"));
  }

  @Test
  void shouldNotHoldCachedReadsAgainstTheDevice() {
    DeviceTraffic none = DeviceTraffic.NONE;

    assertThat(DeviceBytesGate.check(CacheMode.WRITEBACK, IoOperation.WRITE, 1000, none).outcome())
        .isEqualTo(Outcome.NOT_CHECKABLE);
    assertThat(
            DeviceBytesGate.check(CacheMode.WRITETHROUGH, IoOperation.READ, 1000, none).outcome())
        .isEqualTo(Outcome.NOT_CHECKABLE);
    assertThat(
            DeviceBytesGate.check(CacheMode.WRITETHROUGH, IoOperation.WRITE, 1000, none).outcome())
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void shouldTellHowRequestsWereSplitAndMerged() {
    DeviceTraffic traffic = new DeviceTraffic(390, 10, 0, 0, 0, 0, 0);

    GateRecord result =
        RequestSplittingGate.check(IoOperation.READ, 10, traffic, "max_sectors_kb=4096");

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(result.reason())
        .isEqualTo("39.00 device requests per request, 1.00 merges (max_sectors_kb=4096)");
  }

  @Test
  void shouldFailWhereRequestsNeverReachedTheDevice() {
    DeviceTraffic traffic = new DeviceTraffic(0, 0, 0, 50, 44, 0, 0);

    assertThat(RequestSplittingGate.check(IoOperation.WRITE, 100, traffic, "").outcome())
        .isEqualTo(Outcome.FAILED);
    assertThat(RequestSplittingGate.check(IoOperation.WRITE, 98, traffic, "").outcome())
        .isEqualTo(Outcome.PASSED);
  }

  @Test
  void shouldNotMissTheLastRequestThatTheKernelHasYetToCount() {
    DeviceTraffic all = new DeviceTraffic(15, 0, 0, 0, 0, 0, 0);
    DeviceTraffic fewer = new DeviceTraffic(14, 0, 0, 0, 0, 0, 0);

    assertThat(RequestSplittingGate.check(IoOperation.READ, 16, all, "").outcome())
        .isEqualTo(Outcome.PASSED);
    assertThat(RequestSplittingGate.check(IoOperation.READ, 16, fewer, "").outcome())
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void shouldFailADepthThatAPassCannotReach() {
    assertThat(depth(EngineType.AIO, 16, 15, 0).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(depth(EngineType.AIO, 16, 16, 0).outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void shouldFailADepthThatTheKernelHeldBack() {
    assertThat(depth(EngineType.AIO, 16, 1000, 11).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(depth(EngineType.AIO, 16, 1000, 10).outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void shouldSayThatPsyncHasOneRequestInFlight() {
    GateRecord result = depth(EngineType.PSYNC, 16, 1000, 0, 1);

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(result.reason()).startsWith("at most 1 of 16 in flight at once: psync carries");
    assertThat(result.reason()).endsWith("; 1.5 in the device on average");
  }

  @Test
  void shouldFailDirectIoThatFilledThePageCache() {
    assertThat(pageCache(CacheMode.NONE, false, 0, 11).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(pageCache(CacheMode.NONE, false, 0, 10).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(pageCache(CacheMode.NONE, false, 900, 900).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(pageCache(CacheMode.NONE, true, 0, 1000).outcome()).isEqualTo(Outcome.NOT_CHECKABLE);
    assertThat(pageCache(CacheMode.WRITEBACK, false, 0, 1000).outcome())
        .isEqualTo(Outcome.NOT_CHECKABLE);
  }

  @Test
  void shouldFailAPassTooShortForTheClock() {
    assertThat(ClockGate.checkDuration(199, 1).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ClockGate.checkDuration(200, 1).outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void shouldFindTheStepOfAClock() {
    long[] now = {0};
    long[] reads = {0};

    assertThat(ClockGate.stepNanos(() -> reads[0]++ % 3 == 2 ? now[0] += 40 : now[0]))
        .isEqualTo(40);
  }

  @Test
  void shouldFailClocksTooCoarseOrTooSlow() {
    assertThat(clockSource("tsc", true)).isEqualTo(Outcome.PASSED);
    assertThat(clockSource("hpet", true)).isEqualTo(Outcome.FAILED);
    assertThat(clockSource("hpet", false)).isEqualTo(Outcome.PASSED);
    assertThat(clockSource("jiffies", false)).isEqualTo(Outcome.FAILED);
    assertThat(ClockGate.checkSource(Optional.empty(), true).outcome())
        .isEqualTo(Outcome.NOT_CHECKABLE);
  }

  @Test
  void shouldWarnOfPagesThatWereNotGiven() {
    assertThat(BuffersGate.check(new BuffersRecord("huge", 4 << 20, 4 << 20)).outcome())
        .isEqualTo(Outcome.PASSED);
    assertThat(BuffersGate.check(new BuffersRecord("huge", 4 << 20, 2 << 20)))
        .satisfies(gate -> assertThat(gate.outcome()).isEqualTo(Outcome.WARNED))
        .satisfies(
            gate -> assertThat(gate.reason()).startsWith("2048 of 4096 KiB of buffers lie in"));
    assertThat(BuffersGate.check(new BuffersRecord("small", 4 << 20, 0)).outcome())
        .isEqualTo(Outcome.PASSED);
    assertThat(BuffersGate.check(new BuffersRecord("small", 4 << 20, 2 << 20)).outcome())
        .isEqualTo(Outcome.WARNED);
  }

  @Test
  void shouldSayOfAPoolOnlyWhatItSaw() {
    GateRecord reached = depth(EngineType.THREADS, 16, 16);
    assertThat(reached.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(reached.reason())
        .isEqualTo(
            "at most 16 of 16 requests at work at once, on at most 17 workers"
                + "; 1.5 in the device on average");

    GateRecord missed = depth(EngineType.THREADS, 16, 9);
    assertThat(missed.outcome()).isEqualTo(Outcome.WARNED);
    assertThat(missed.reason()).startsWith("at most 9 of 16 requests at work at once");

    GateRecord beyond = depth(EngineType.THREADS, 128, 64);
    assertThat(beyond.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(beyond.reason())
        .startsWith("at most 64 of 128 requests at work at once")
        .contains("threads has no more than 64");
    assertThat(depth(EngineType.THREADS, 128, 63).outcome()).isEqualTo(Outcome.WARNED);
  }

  @Test
  void shouldFailAKernelQueueThatNeverHeldTheDepth() {
    assertThat(depth(EngineType.AIO, 16, 15).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(depth(EngineType.AIO, 16, 16).reason())
        .isEqualTo(
            "at most 16 of 16 with the kernel at once, held back at 0 of 1000 requests"
                + "; 1.5 in the device on average");
  }

  @Test
  void shouldNotJudgeTheDepthOfAnEngineThatMovesNothing() {
    assertThat(depth(EngineType.NULL, 16, 0).outcome()).isEqualTo(Outcome.NOT_CHECKABLE);
    assertThat(depth(EngineType.PSYNC, 16, 1).reason())
        .startsWith("at most 1 of 16 in flight at once: psync carries each out");
  }

  private static Extents extents(long written, long unwritten, long missing) {
    return new Extents(Extents.Source.FIEMAP, 1000, 1, written, unwritten, 0, 0, missing, 0);
  }

  private static Outcome extentsOutcome(TargetState state, IoOperation operation, Extents extents) {
    return ExtentsGate.check(state, operation, Optional.of(extents)).outcome();
  }

  private static Outcome cacheModeOutcome(CacheMode mode, int flags) {
    return DirectIoGate.check(mode, OptionalInt.of(flags)).outcome();
  }

  private static GateRecord readBytes(long asked, long read, long written) {
    return DeviceBytesGate.check(
        CacheMode.NONE, IoOperation.READ, asked, new DeviceTraffic(0, 0, read, 0, 0, written, 0));
  }

  @Test
  void shouldSayByWhatMeansOfTheKernelAnEngineWorked() {
    assertThat(MechanismGate.check(mechanism("", 0, 0), List.of())).isEmpty();
    assertThat(MechanismGate.check(mechanism("flags A", 0, 0), List.of()).orElseThrow().outcome())
        .isEqualTo(Outcome.PASSED);
    GateRecord pool = MechanismGate.check(mechanism("flags A", 3, 0), List.of()).orElseThrow();
    assertThat(pool.outcome()).isEqualTo(Outcome.WARNED);
    assertThat(pool.reason()).startsWith("flags A; up to 3 worker threads of the kernel (iou-wrk)");
    GateRecord lost = MechanismGate.check(mechanism("flags A", 3, 1), List.of()).orElseThrow();
    assertThat(lost.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(lost.reason()).contains("1 completions found no place");
  }

  @Test
  void shouldThrowAwayFiguresOfADaemonThatWasInAnotherMode() {
    EngineReceipts receipts = mechanism("", 3, 0);
    Proof asNamed = new Proof(true, "a ring of native AIO");
    Proof inThePool = new Proof(false, "up to 3 worker threads");

    GateRecord proven = MechanismGate.check(receipts, List.of(asNamed, asNamed)).orElseThrow();
    assertThat(proven.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(proven.reason()).endsWith("of the daemon: a ring of native AIO");
    for (List<Proof> proofs : List.of(List.of(inThePool, asNamed), List.of(asNamed, inThePool))) {
      GateRecord fellBack = MechanismGate.check(receipts, proofs).orElseThrow();
      assertThat(fellBack.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(fellBack.reason()).contains("up to 3 worker threads, so it fell back");
    }
  }

  @Test
  void shouldAskThatADaemonIsGivenAsManyRequestsAsTheDepthAndItsQueueHold() {
    assertThat(depth(EngineType.QSD_NATIVE, 16, 16).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(depth(EngineType.QSD_NULL, 16, 16).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(depth(EngineType.QSD_NATIVE, 16, 15).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(depth(EngineType.QSD_THREADS, 2000, 4000, 0, 1024).outcome())
        .isEqualTo(Outcome.PASSED);
  }

  private static EngineReceipts mechanism(String mode, int workers, long lost) {
    return new EngineReceipts(
        8, 8, Map.of(), workers, 0, Map.of(EngineReceipts.OVERFLOW, lost), 0, 0, 0, mode);
  }

  private static GateRecord depth(
      EngineType engine, int depth, long requestsPerPass, long heldBack) {
    return depth(engine, depth, requestsPerPass, heldBack, depth);
  }

  private static GateRecord depth(EngineType engine, int depth, int inFlightAtMost) {
    return depth(engine, depth, 1000, 0, inFlightAtMost);
  }

  private static GateRecord depth(
      EngineType engine, int depth, long requestsPerPass, long heldBack, int inFlightAtMost) {
    Map<String, Long> retries = Map.of("io_submit:EAGAIN", heldBack);
    EngineReceipts receipts =
        new EngineReceipts(1000, inFlightAtMost, Map.of(), 17, 17, retries, 0, 0, 0, "");
    return DepthGate.check(engine, depth, requestsPerPass, receipts, OptionalDouble.of(1.5));
  }

  private static GateRecord pageCache(CacheMode mode, boolean inMemory, long before, long after) {
    return PageCacheGate.check(
        mode,
        inMemory,
        Optional.of(new PageCacheResidency(before, 1000)),
        Optional.of(new PageCacheResidency(after, 1000)));
  }

  private static Outcome clockSource(String name, boolean timesRequests) {
    return ClockGate.checkSource(Optional.of(name), timesRequests).outcome();
  }
}
