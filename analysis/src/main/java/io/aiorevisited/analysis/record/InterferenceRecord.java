package io.aiorevisited.analysis.record;

import java.io.Serializable;

/**
 * What else went on during one pass: shown beside a figure, and never a reason to drop it, since an
 * engine that sleeps and wakes more often also meets more of it.
 *
 * @param stealMicros time that the hypervisor took from all processors
 * @param otherCpuMicros time that all processors spent on other processes
 * @param runDelayMicros time that threads of this process were ready to run and waited for a
 *     processor
 * @param halts times that a processor went idle
 * @param reschedulingInterrupts interrupts by which a processor told another to run something
 * @param cpuPressureMicros time in which some task of the host waited for a processor; -1 where the
 *     kernel doesn't tell
 * @param ioPressureMicros time in which some task of the host waited for I/O; -1 where the kernel
 *     doesn't tell
 */
public record InterferenceRecord(
    long stealMicros,
    long otherCpuMicros,
    long runDelayMicros,
    long halts,
    long reschedulingInterrupts,
    long cpuPressureMicros,
    long ioPressureMicros)
    implements Serializable {}
