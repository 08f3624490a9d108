package io.aiorevisited.harness.plan;

import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.targets.TargetState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a person asked to be measured, words already read, nothing yet checked against each other.
 *
 * @param profile where everything not asked for comes from
 * @param engines engines in the order of the tables
 * @param workloads workloads named, empty for the profile's
 * @param operations directions, in the order of the tables
 * @param blockSizesBytes block sizes, empty for the profile's
 * @param sizes bytes of a pass, see {@link PassSizes}
 * @param rounds rounds, 0 for the profile's
 * @param splitBytes longest request that a dd block is split into, 0 to send it whole, empty for
 *     dd's own
 * @param reference engine that the others are held against, or null to choose
 * @param marginRatio smallest relative difference that matters
 * @param seed of the order inside rounds
 * @param verify whether the data is proven right at the end of each trial
 * @param conditions states of the target, cache modes, depths and buffers
 * @param interleave how the arms of a block share the machine
 * @param peers programs of others that are measured beside the engines
 * @param jvmArgs arguments of the trials' JVMs beyond those that every trial has
 * @param qemuFolders where the builds of QEMU are that arms name, see {@link QemuFolders}
 * @param guests virtual machines that are measured beside the engines
 */
public record RunRequest(
    Profile profile,
    List<EngineArm> engines,
    List<Workload> workloads,
    List<IoOperation> operations,
    List<Long> blockSizesBytes,
    PassSizes sizes,
    int rounds,
    OptionalLong splitBytes,
    EngineArm reference,
    double marginRatio,
    long seed,
    boolean verify,
    Conditions conditions,
    Interleave interleave,
    List<PeerArm> peers,
    List<String> jvmArgs,
    Map<String, String> qemuFolders,
    GuestRequest guests) {

  public RunRequest {
    peers = List.copyOf(peers);
    jvmArgs = List.copyOf(jvmArgs);
  }

  /** Bytes of a pass of a workload: those typed, or the profile's. */
  long passBytes(Workload workload) {
    return sizes.of(workload, profile.shape(workload).sizeBytes());
  }

  /** Longest request that blocks of a workload are split into; 0 where they are sent whole. */
  long splitBytes(Workload workload) {
    return workload == Workload.DD
        ? splitBytes.orElse(workload.defaultSplitBytes())
        : workload.defaultSplitBytes();
  }

  /**
   * This request on a block device, whose state is its own.
   *
   * @throws WrongCallException if it asks for a file's state
   */
  public RunRequest onDevice() {
    List<TargetState> states = conditions.states();
    if (!states.isEmpty() && !states.equals(List.of(TargetState.DEVICE))) {
      throw new WrongCallException(
          "the target is a block device, which can't be "
              + states.get(0).label()
              + ": leave --target-state out");
    }
    return withStates(List.of(TargetState.DEVICE));
  }

  /**
   * This request on a file that was there before, which is only read.
   *
   * @throws WrongCallException if it asks for writes, or for another state
   */
  public RunRequest onExistingFile(Path file) {
    if (operations.contains(IoOperation.WRITE)) {
      throw new WrongCallException(
          "the target "
              + file
              + " exists and was not made by this run, so it is never written to: read it by"
              + " --operations read, or name a new file, or a directory to make one in");
    }
    List<TargetState> states = conditions.states();
    if (!states.isEmpty() && !states.equals(List.of(TargetState.EXISTING))) {
      throw new WrongCallException(
          "the target "
              + file
              + " exists, and is measured as it is: leave --target-state out, or name a new file");
    }
    return withStates(List.of(TargetState.EXISTING));
  }

  /**
   * This request on scratch files: written ones, unless it asks for others.
   *
   * @throws WrongCallException if it asks for a device
   */
  public RunRequest onFile() {
    if (conditions.states().contains(TargetState.EXISTING)) {
      throw new WrongCallException(
          "--target-state existing needs a --target that is a file already");
    }
    if (conditions.states().contains(TargetState.DEVICE)) {
      throw new WrongCallException(
          "--target-state device needs a --target that is a block device, by its full path");
    }
    return conditions.states().isEmpty() ? withStates(List.of(TargetState.WRITTEN)) : this;
  }

  private RunRequest withStates(List<TargetState> states) {
    return new RunRequest(
        profile,
        engines,
        workloads,
        operations,
        blockSizesBytes,
        sizes,
        rounds,
        splitBytes,
        reference,
        marginRatio,
        seed,
        verify,
        new Conditions(
            states,
            conditions.cacheModes(),
            conditions.depths(),
            conditions.buffers(),
            conditions.placements(),
            conditions.allowBlockingAio()),
        interleave,
        peers,
        jvmArgs,
        qemuFolders,
        guests);
  }

  /**
   * Bytes of a pass as typed: one for all workloads, or one each.
   *
   * @param all bytes for every workload, 0 where none is given
   * @param byWorkload bytes for single workloads
   */
  public record PassSizes(long all, Map<Workload, Long> byWorkload) {

    /** No size typed: the profile's are used. */
    public static final PassSizes OF_PROFILE = new PassSizes(0, Map.of());

    long of(Workload workload, long otherwise) {
      return byWorkload.getOrDefault(workload, all == 0 ? otherwise : all);
    }
  }
}
