package io.aiorevisited.workloads.gates;

import io.aiorevisited.analysis.record.BuffersRecord;
import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.workloads.targets.TargetState;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Watches a trial whose passes a program of others carries out: the gates of {@link TrialGates}, as
 * far as they can be seen from outside of it.
 */
public final class ProgramGates {

  /** Name of the gate that says by what means of the kernel a program worked. */
  public static final String MECHANISM = MechanismGate.NAME;

  /** The guest's clock ticks in nanoseconds, and is read by a program that TCG slows down. */
  private static final long GUEST_CLOCK_STEP_NANOS = 1_000;

  private final IoFile file;
  private final TargetWatch watch;

  /**
   * What was seen of the program itself.
   *
   * @param descriptorFlags flags of its descriptor of the target, octal as fdinfo has them; empty
   *     if it was never seen to have it open
   * @param depth what it says of requests in flight; empty if it says nothing
   * @param mechanism whether it worked by the means that it was told to
   * @param buffers what memory its buffers lay in
   * @param clockErrorNanos largest error of the time that it reports
   */
  public record Seen(
      OptionalInt descriptorFlags,
      Optional<String> depth,
      GateRecord mechanism,
      BuffersRecord buffers,
      long clockErrorNanos) {}

  /**
   * Looks at a target that no pass of the trial has touched yet.
   *
   * @param shape of one sweep over the target
   * @param file open target, in the trial's cache mode
   */
  public ProgramGates(PassShape shape, TargetState state, IoFile file, SystemTrees trees) {
    this.file = file;
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
   * @param sweeps how often it went over the target
   * @throws IOException if the kernel's counters can't be read
   */
  public void afterPass(long durationNanos, int sweeps) throws IOException {
    watch.afterPass(durationNanos, sweeps);
  }

  /**
   * Judges the measured passes, before anything else touches the target.
   *
   * @return every gate's result, in the order of {@link TrialGates#judge}
   */
  public List<GateRecord> judge(Seen seen) {
    List<GateRecord> results = new ArrayList<>();
    results.add(watch.extents());
    results.add(cacheMode(seen.descriptorFlags()));
    results.add(watch.deviceBytes(Optional.empty()));
    results.add(watch.requestSplitting(Optional.empty()));
    results.add(GateRecord.notCheckable(DepthGate.NAME, depth(seen.depth())));
    results.add(watch.pageCache());
    results.add(watch.duration(seen.clockErrorNanos()));
    results.add(watch.clockSource(false));
    results.add(BuffersGate.check(seen.buffers()));
    results.add(seen.mechanism());
    return List.copyOf(results);
  }

  /**
   * Judges the measured passes of a virtual machine, whose clock is fine and whose buffers lie in
   * memory of its own.
   *
   * @param descriptorFlags flags of QEMU's descriptor of the target; empty if none was seen
   * @param mechanism whether QEMU worked by the means that it was told to
   */
  public List<GateRecord> judgeGuest(OptionalInt descriptorFlags, GateRecord mechanism) {
    List<GateRecord> results = new ArrayList<>();
    results.add(watch.extents());
    results.add(cacheMode(descriptorFlags));
    results.add(watch.deviceBytes(Optional.empty()));
    results.add(
        GateRecord.notCheckable(
            RequestSplittingGate.NAME, "the guest's own block layer splits and merges requests"));
    results.add(GateRecord.notCheckable(DepthGate.NAME, depth(Optional.empty())));
    results.add(watch.pageCache());
    results.add(watch.duration(GUEST_CLOCK_STEP_NANOS));
    results.add(watch.clockSource(false));
    results.add(
        GateRecord.notCheckable(BuffersGate.NAME, "the guest's buffers lie in memory of its own"));
    results.add(mechanism);
    return List.copyOf(results);
  }

  private GateRecord cacheMode(OptionalInt flags) {
    return flags.isPresent()
        ? DirectIoGate.check(file.cacheMode(), flags)
        : GateRecord.notCheckable(
            DirectIoGate.NAME, "the program was not seen to have the target open");
  }

  private String depth(Optional<String> said) {
    OptionalDouble mean = watch.deviceMean();
    return "what a program has in flight can't be counted from outside"
        + said.map(words -> "; it says " + words).orElse("")
        + (mean.isPresent()
            ? String.format(Locale.ROOT, "; %.1f in the device on average", mean.getAsDouble())
            : "");
  }
}
