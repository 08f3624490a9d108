package io.aiorevisited.workloads.gates;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.workloads.targets.TargetState;
import io.aiorevisited.workloads.targets.place.BlockDevice;
import io.aiorevisited.workloads.targets.place.FileStatus;
import io.aiorevisited.workloads.targets.place.KernelText;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import io.aiorevisited.workloads.targets.place.TargetPlace;
import io.aiorevisited.workloads.targets.probe.Extents;
import io.aiorevisited.workloads.targets.probe.PageCacheResidency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Watches the target and its device around passes, whoever carries them out, and judges what can be
 * seen of them there.
 */
final class TargetWatch {
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
  TargetWatch(PassShape shape, TargetState state, IoFile file, SystemTrees trees) {
    this.shape = shape;
    this.state = state;
    this.file = file;
    this.trees = trees;
    this.place = TargetPlace.of(file.path(), trees);
    this.cachedBefore = PageCacheResidency.of(file.fd(), shape.sizeBytes());
  }

  /** Looks at the target and the counters before a measured pass. */
  void beforePass() throws IOException {
    if (extents == null || extents.outcome() != GateRecord.Outcome.FAILED) {
      extents = ExtentsGate.check(state, shape.operation(), lookAtExtents());
    }
    if (place.device().isPresent()) {
      passStart = DeviceTraffic.read(place.device().get().folder());
    }
  }

  /** Looks at the counters after a measured pass of so many sweeps over the target. */
  void afterPass(long durationNanos, int sweeps) throws IOException {
    if (place.device().isPresent()) {
      DeviceTraffic now = DeviceTraffic.read(place.device().get().folder());
      traffic = traffic.plus(now.since(passStart));
    }
    bytes += sweeps * shape.sizeBytes();
    requests += sweeps * shape.requests();
    passesNanos += durationNanos;
    shortestPassNanos = Math.min(shortestPassNanos, durationNanos);
  }

  /** What was found of the extents before the passes. */
  GateRecord extents() {
    if (extents == null) {
      throw new IllegalStateException("there was no measured pass to judge");
    }
    return extents;
  }

  GateRecord deviceBytes(Optional<String> unseen) {
    return unseen
        .or(this::whyNoTraffic)
        .map(reason -> GateRecord.notCheckable(DeviceBytesGate.NAME, reason))
        .orElseGet(
            () -> DeviceBytesGate.check(file.cacheMode(), shape.operation(), bytes, traffic));
  }

  GateRecord requestSplitting(Optional<String> unseen) {
    return unseen
        .or(this::whyNoTraffic)
        .or(
            () ->
                file.cacheMode() == CacheMode.NONE
                    ? Optional.empty()
                    : Optional.of("the page cache makes requests of its own"))
        .map(text -> GateRecord.notCheckable(RequestSplittingGate.NAME, text))
        .orElseGet(
            () ->
                RequestSplittingGate.check(
                    shape.operation(), requests, traffic, place.queueLimits().orElse("")));
  }

  GateRecord pageCache() {
    return PageCacheGate.check(
        file.cacheMode(),
        place.inMemory(),
        cachedBefore,
        PageCacheResidency.of(file.fd(), shape.sizeBytes()));
  }

  /** Checks the shortest pass against the step of what timed it. */
  GateRecord duration(long stepNanos) {
    return ClockGate.checkDuration(shortestPassNanos, stepNanos);
  }

  GateRecord clockSource(boolean timedRequests) {
    return ClockGate.checkSource(KernelText.clockSource(trees), timedRequests);
  }

  /** Requests in the device at a time, on average; empty where nobody can tell. */
  OptionalDouble deviceMean() {
    return whyNoTraffic().isPresent()
        ? OptionalDouble.empty()
        : OptionalDouble.of(traffic.queueMillis() * 1e6 / passesNanos);
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

  private Optional<String> whyNoTraffic() {
    if (place.inMemory()) {
      return Optional.of("the target lies in memory");
    }
    return place.device().isEmpty()
        ? Optional.of("the target's file system shows no single device")
        : Optional.empty();
  }
}
