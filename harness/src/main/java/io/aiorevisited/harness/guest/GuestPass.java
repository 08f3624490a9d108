package io.aiorevisited.harness.guest;

import io.aiorevisited.workloads.PassObserver;
import java.util.OptionalLong;

/**
 * What a guest told of one pass.
 *
 * @param durationNanos as the guest's clock saw it; that of busybox {@code dd} includes the start
 *     of its process
 * @param hostNanos as the host saw it, from telling the guest to go until its answer: longer by the
 *     way over the serial line
 * @param bytes transferred
 * @param requests made by the reader
 * @param cpuUserNanos user time in the guest of what moved the data
 * @param cpuSystemNanos system time in the guest of the same
 * @param checksum CRC32C of the bytes of the disk that a pass covers, in their order; empty if it
 *     was not asked for
 * @param seen what the observer saw of the pass on the host
 */
public record GuestPass(
    long durationNanos,
    long hostNanos,
    long bytes,
    long requests,
    long cpuUserNanos,
    long cpuSystemNanos,
    OptionalLong checksum,
    PassObserver.Seen seen) {}
