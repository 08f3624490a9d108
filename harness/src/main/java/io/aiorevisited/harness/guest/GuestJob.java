package io.aiorevisited.harness.guest;

import io.aiorevisited.workloads.WorkloadSpec;
import java.time.Duration;

/**
 * One pass that a guest is told to do over its disk, from the start of it.
 *
 * @param reader what does it
 * @param spec what is done, on the engine {@code psync}; with a split of 0 a block is one request,
 *     which the guest's own block layer splits as it did in 2009
 * @param generation stamped on every sector that our reader writes; a number never used before on
 *     this target
 * @param seed of the data that our reader writes: {@code VerifyPass} with both proves it on the
 *     host
 * @param leadInShare part of a pass that our reader moves untimed before, from 0 to 1
 * @param checksum whether our reader sweeps once more, untimed, for the checksum of what it reads
 * @param limit longest time until the guest has told the result
 */
public record GuestJob(
    Reader reader,
    WorkloadSpec spec,
    long generation,
    long seed,
    double leadInShare,
    boolean checksum,
    Duration limit) {

  /** What moves the data in the guest. */
  public enum Reader {
    /** The engine {@code psync} of this program. */
    OURS,
    /** {@code dd} of busybox with direct I/O, a process of its own; it writes zeros. */
    BUSYBOX_DD
  }
}
