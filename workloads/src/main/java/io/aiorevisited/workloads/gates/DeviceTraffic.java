package io.aiorevisited.workloads.gates;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Counters of a block device, or what they gained between two looks: the file {@code stat} of
 * Documentation/block/stat.rst.
 *
 * @param reads requests completed
 * @param readMerges requests merged into others before they reached the device
 * @param readBytes bytes read
 * @param writes as {@code reads}
 * @param writeMerges as {@code readMerges}
 * @param writtenBytes bytes written
 * @param queueMillis milliseconds that requests spent in the device, summed over them: divided by
 *     the time it is the mean number in flight
 */
public record DeviceTraffic(
    long reads,
    long readMerges,
    long readBytes,
    long writes,
    long writeMerges,
    long writtenBytes,
    long queueMillis) {

  /** No traffic at all. */
  public static final DeviceTraffic NONE = new DeviceTraffic(0, 0, 0, 0, 0, 0, 0);

  private static final int SECTOR_BYTES = 512;
  private static final int LEAST_FIELDS = 11;

  /**
   * Reads the counters of the device whose folder in sysfs is given.
   *
   * @throws IOException if they can't be read
   */
  public static DeviceTraffic read(Path deviceFolder) throws IOException {
    Path stat = deviceFolder.resolve("stat");
    String[] fields = Files.readString(stat, StandardCharsets.ISO_8859_1).strip().split("\\s+");
    if (fields.length < LEAST_FIELDS) {
      throw new IOException("not a device's counters: " + stat);
    }
    return new DeviceTraffic(
        Long.parseLong(fields[0]),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]) * SECTOR_BYTES,
        Long.parseLong(fields[4]),
        Long.parseLong(fields[5]),
        Long.parseLong(fields[6]) * SECTOR_BYTES,
        Long.parseLong(fields[3]) + Long.parseLong(fields[7]));
  }

  /** What was gained since {@code earlier}. */
  public DeviceTraffic since(DeviceTraffic earlier) {
    return combine(earlier, -1);
  }

  /** Both together. */
  public DeviceTraffic plus(DeviceTraffic other) {
    return combine(other, 1);
  }

  private DeviceTraffic combine(DeviceTraffic other, int sign) {
    return new DeviceTraffic(
        reads + sign * other.reads,
        readMerges + sign * other.readMerges,
        readBytes + sign * other.readBytes,
        writes + sign * other.writes,
        writeMerges + sign * other.writeMerges,
        writtenBytes + sign * other.writtenBytes,
        queueMillis + sign * other.queueMillis);
  }
}
