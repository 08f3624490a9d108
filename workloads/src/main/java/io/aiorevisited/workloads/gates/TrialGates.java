package io.aiorevisited.workloads.gates;

import io.aiorevisited.analysis.record.BuffersRecord;
import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.workloads.targets.TargetState;
import io.aiorevisited.workloads.targets.place.BlockDevice;
import io.aiorevisited.workloads.targets.place.FileStatus;
import io.aiorevisited.workloads.targets.place.KernelText;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import io.aiorevisited.workloads.targets.place.TargetPlace;
import io.aiorevisited.workloads.targets.probe.Extents;
import io.aiorevisited.workloads.targets.probe.PageCacheResidency;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Watches a trial from outside its timed passes and judges it at the end.
 *
 * <p>The caller runs {@code beforePass}, the measured pass, {@code afterPass}, for each measured
 * pass, then {@link #judge}.
 */
public final class TrialGates {
  private final EngineType engine;
  private final PassShape shape;
  private final TargetState state;
  private final IoFile file;
  private final SystemTrees trees;
  private final TargetPlace place;
  private final Optional<PageCacheResidency> cachedBefore;

  private GateRecord extents;
  private DeviceTraffic passStart = DeviceTraffic.NONE;
  private DeviceTraffic traffic = DeviceTraffic.NONE;
  private long passesNanos;
  private long shortestPassNanos = Long.MAX_VALUE;
  private long bytes;
  private long requests;

  /**
   * Looks at a target that no pass has touched yet.
   *
   * @param file open target, in the trial's cache mode
   */
  public TrialGates(
      EngineType engine, PassShape shape, TargetState state, IoFile file, SystemTrees trees) {
    this.engine = engine;
    this.shape = shape;
    this.state = state;
    this.file = file;
    this.trees = trees;
    this.place = TargetPlace.of(file.path(), trees);
    this.cachedBefore = PageCacheResidency.of(file.fd(), shape.sizeBytes());
  }

  /**
   * Looks at the target and the counters before a measured pass.
   *
   * @throws IOException if the kernel's counters can't be read
   */
  public void beforePass() throws IOException {
    if (extents == null || extents.outcome() != GateRecord.Outcome.FAILED) {
      extents = ExtentsGate.check(state, shape.operation(), lookAtExtents());
    }
    if (place.device().isPresent()) {
      passStart = DeviceTraffic.read(place.device().get().folder());
    }
  }

  /**
   * Looks at the counters after a measured pass that did all it was to do.
   *
   * @param durationNanos time that the pass took
   * @throws IOException if the kernel's counters can't be read
   */
  public void afterPass(long durationNanos) throws IOException {
    if (place.device().isPresent()) {
      DeviceTraffic now = DeviceTraffic.read(place.device().get().folder());
      traffic = traffic.plus(now.since(passStart));
    }
    bytes += shape.sizeBytes();
    requests += shape.requests();
    passesNanos += durationNanos;
    shortestPassNanos = Math.min(shortestPassNanos, durationNanos);
  }

  /**
   * Judges the measured passes, before anything else touches the target.
   *
   * @param receipts of the measured passes
   * @param timedRequests whether single requests were timed
   * @param buffers what memory the buffers lay in
   * @return every gate's result, in a fixed order
   * @throws IOException if the kernel's counters can't be read
   */
  public List<GateRecord> judge(
      EngineReceipts receipts, boolean timedRequests, BuffersRecord buffers) throws IOException {
    if (extents == null) {
      throw new IllegalStateException("there was no measured pass to judge");
    }
    List<GateRecord> results = new ArrayList<>();
    results.add(extents);
    results.add(DirectIoGate.check(file.cacheMode(), descriptorFlags()));
    results.add(deviceBytes());
    results.add(requestSplitting());
    results.add(DepthGate.check(engine, shape.depth(), shape.requests(), receipts, deviceMean()));
    results.add(
        PageCacheGate.check(
            file.cacheMode(),
            place.inMemory(),
            cachedBefore,
            PageCacheResidency.of(file.fd(), shape.sizeBytes())));
    results.add(ClockGate.checkDuration(shortestPassNanos, ClockGate.stepNanos(System::nanoTime)));
    results.add(ClockGate.checkSource(KernelText.clockSource(trees), timedRequests));
    results.add(BuffersGate.check(buffers));
    MechanismGate.check(receipts).ifPresent(results::add);
    return List.copyOf(results);
  }

  private Optional<Extents> lookAtExtents() {
    if (place.status().kind() == FileStatus.Kind.REGULAR_FILE) {
      return Extents.of(file.path(), shape.sizeBytes());
    }
    return place
        .device()
        .flatMap(BlockDevice::backingFile)
        .map(Path::of)
        .filter(behind -> Files.isRegularFile(behind) && Files.isReadable(behind))
        .flatMap(behind -> Extents.of(behind, shape.sizeBytes()));
  }

  private GateRecord deviceBytes() {
    return whyNoTraffic()
        .map(reason -> GateRecord.notCheckable(DeviceBytesGate.NAME, reason))
        .orElseGet(
            () -> DeviceBytesGate.check(file.cacheMode(), shape.operation(), bytes, traffic));
  }

  private GateRecord requestSplitting() {
    Optional<String> reason =
        whyNoTraffic()
            .or(
                () ->
                    file.cacheMode() == CacheMode.NONE
                        ? Optional.empty()
                        : Optional.of("the page cache makes requests of its own"));
    return reason
        .map(text -> GateRecord.notCheckable(RequestSplittingGate.NAME, text))
        .orElseGet(
            () ->
                RequestSplittingGate.check(
                    shape.operation(), requests, traffic, place.queueLimits().orElse("")));
  }

  private Optional<String> whyNoTraffic() {
    if (!engine.traits().movesData()) {
      return Optional.of("the engine " + engine.label() + " moves nothing");
    }
    if (place.inMemory()) {
      return Optional.of("the target lies in memory");
    }
    return place.device().isEmpty()
        ? Optional.of("the target's file system shows no single device")
        : Optional.empty();
  }

  private OptionalDouble deviceMean() {
    return whyNoTraffic().isPresent()
        ? OptionalDouble.empty()
        : OptionalDouble.of(traffic.queueMillis() * 1e6 / passesNanos);
  }

  private OptionalInt descriptorFlags() throws IOException {
    Path info = trees.proc().resolve("self/fdinfo").resolve(String.valueOf(file.fd()));
    if (!Files.exists(info)) {
      return OptionalInt.empty();
    }
    return Files.readAllLines(info, StandardCharsets.ISO_8859_1).stream()
        .filter(line -> line.startsWith("flags:"))
        .mapToInt(line -> Integer.parseInt(line.substring("flags:".length()).strip(), 8))
        .findFirst();
  }
}
