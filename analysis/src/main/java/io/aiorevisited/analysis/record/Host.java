package io.aiorevisited.analysis.record;

import java.util.Map;

/**
 * The machine that was measured. A value that can't be read is the string {@code unknown}.
 *
 * @param hostname node name
 * @param kernel release and version
 * @param cpuModel model name
 * @param cpus processors online
 * @param memoryBytes physical memory
 * @param governor frequency governor of the first processor
 * @param clockSource kernel's current clock source
 * @param fileSystem type and mount options of the target's file system
 * @param device block device beneath the target and, where known, its model
 * @param queue the device's queue limits, by name: {@code max_sectors_kb}, {@code max_segments},
 *     {@code scheduler}, {@code nr_requests}, {@code rotational}, {@code logical_block_size}, ...
 * @param writeCache the device's {@code queue/write_cache}
 * @param virtualisation what the machine says of a hypervisor
 * @param settings what else bears on the width of intervals, by name: {@code
 *     transparent_hugepage/enabled}, {@code guest_halt_poll_ns}, {@code turbo}, ...; empty in
 *     records of schema 1
 */
public record Host(
    String hostname,
    String kernel,
    String cpuModel,
    int cpus,
    long memoryBytes,
    String governor,
    String clockSource,
    String fileSystem,
    String device,
    Map<String, String> queue,
    String writeCache,
    String virtualisation,
    Map<String, String> settings) {

  public Host {
    settings = settings == null ? Map.of() : settings;
  }
}
