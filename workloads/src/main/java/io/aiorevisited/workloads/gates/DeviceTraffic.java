package io.aiorevisited.workloads.gates;

import io.aiorevisited.workloads.targets.place.BlockDevices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

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

  private static final int LEAST_FIELDS = 11;

  /**
   * Reads the counters of the device whose folder in sysfs is given.
   *
   * @throws IOException if they can't be read
   */
  public static DeviceTraffic read(Path deviceFolder) throws IOException {
    Path stat = deviceFolder.resolve("stat");
    try {
      return parse(Files.readString(stat, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new IOException(stat + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the counters from the text of a device's file {@code stat}.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static DeviceTraffic parse(String stat) {
    StringTokenizer columns = new StringTokenizer(stat);
    if (columns.countTokens() < LEAST_FIELDS) {
      throw new IllegalArgumentException("not a device's counters: '" + stat.strip() + "'");
    }
    long[] fields = new long[LEAST_FIELDS];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = Long.parseLong(columns.nextToken());
    }
    return new DeviceTraffic(
        fields[0],
        fields[1],
        fields[2] * BlockDevices.SECTOR_BYTES,
        fields[4],
        fields[5],
        fields[6] * BlockDevices.SECTOR_BYTES,
        fields[3] + fields[7]);
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
