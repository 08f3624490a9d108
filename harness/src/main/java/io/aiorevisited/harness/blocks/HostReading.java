package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.CpuLedgerRecord.DeviceIo;
import io.aiorevisited.analysis.record.CpuLedgerRecord.HostTime;
import io.aiorevisited.harness.host.ProcessorTime;
import io.aiorevisited.workloads.gates.DeviceTraffic;
import io.aiorevisited.workloads.targets.place.BlockDevices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the host's processors and the device below the target have done so far.
 *
 * @param processors all of them
 * @param device empty where the target has none
 */
record HostReading(ProcessorTime processors, Optional<DeviceTraffic> device) {

  /**
   * Reads both.
   *
   * @param deviceFolder folder in sysfs of the device; empty if there is none
   */
  static HostReading now(Optional<Path> deviceFolder) throws IOException {
    return new HostReading(
        ProcessorTime.parse(Files.readString(Path.of("/" + ProcessorTime.FILE))),
        deviceFolder.isPresent()
            ? Optional.of(DeviceTraffic.read(deviceFolder.get()))
            : Optional.empty());
  }

  /**
   * Processors' time since an earlier reading.
   *
   * @param ownMicros of it that the measured process spent
   */
  HostTime timeSince(HostReading before, long ownMicros) {
    long irqMicros = processors.irqMicros() - before.processors.irqMicros();
    long softirqMicros = processors.softirqMicros() - before.processors.softirqMicros();
    long busyMicros = processors.busyMicros() - before.processors.busyMicros();
    return new HostTime(
        irqMicros,
        softirqMicros,
        Math.max(0, busyMicros - ownMicros - irqMicros - softirqMicros),
        processors.stealMicros() - before.processors.stealMicros());
  }

  /** What the device did since an earlier reading; null where there is none. */
  DeviceIo deviceSince(HostReading before) {
    return device.map(d -> deviceIo(d.since(before.device.orElse(d)))).orElse(null);
  }

  private static DeviceIo deviceIo(DeviceTraffic traffic) {
    return new DeviceIo(
        traffic.reads(),
        traffic.readBytes() / BlockDevices.SECTOR_BYTES,
        traffic.writes(),
        traffic.writtenBytes() / BlockDevices.SECTOR_BYTES);
  }
}
