package io.aiorevisited.workloads.gates;

import io.aiorevisited.analysis.record.BuffersRecord;
import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.engines.EngineDaemon;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.workloads.targets.TargetState;
import io.aiorevisited.workloads.targets.place.SystemTrees;
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
  private final IoFile file;
  private final SystemTrees trees;
  private final TargetWatch watch;
  private final List<EngineDaemon.Proof> ofDaemon = new ArrayList<>();

  /**
   * Looks at a target that no pass has touched yet.
   *
   * @param file open target, in the trial's cache mode
   */
  public TrialGates(
      EngineType engine, PassShape shape, TargetState state, IoFile file, SystemTrees trees) {
    this.engine = engine;
    this.shape = shape;
    this.file = file;
    this.trees = trees;
    this.watch = new TargetWatch(shape, state, file, trees);
  }

  /**
   * Looks at the target and the counters before a measured pass.
   *
   * @throws IOException if the kernel's counters can't be read
   */
  public void beforePass() throws IOException {
    watch.beforePass();
  }

  /**
   * Looks at the counters after a measured pass that did all it was to do.
   *
   * @param durationNanos time that the pass took
   * @throws IOException if the kernel's counters can't be read
   */
  public void afterPass(long durationNanos) throws IOException {
    watch.afterPass(durationNanos, 1);
  }

  /** Notes what was seen of the engine's daemon, before the measured passes and after them. */
  public void ofDaemon(EngineDaemon.Proof proof) {
    ofDaemon.add(proof);
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
    Optional<String> unseen =
        engine.traits().movesData()
            ? Optional.empty()
            : Optional.of("the engine " + engine.label() + " moves nothing");
    OptionalDouble deviceMean = unseen.isPresent() ? OptionalDouble.empty() : watch.deviceMean();
    List<GateRecord> results = new ArrayList<>();
    results.add(watch.extents());
    results.add(DirectIoGate.check(file.cacheMode(), descriptorFlags()));
    results.add(watch.deviceBytes(unseen));
    results.add(watch.requestSplitting(unseen));
    results.add(DepthGate.check(engine, shape.depth(), shape.requests(), receipts, deviceMean));
    results.add(watch.pageCache());
    results.add(watch.duration(ClockGate.stepNanos(System::nanoTime)));
    results.add(watch.clockSource(timedRequests));
    results.add(BuffersGate.check(buffers));
    MechanismGate.check(receipts, ofDaemon).ifPresent(results::add);
    return List.copyOf(results);
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
