package io.aiorevisited.workloads.gates;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.IoOperation;
import java.util.Locale;

/**
 * Checks that the device moved the bytes that the passes asked for. Fewer mean that something else
 * answered; more mean that somebody else was using the device too.
 */
final class DeviceBytesGate {
  static final String NAME = "device-bytes";

  /** Least share of the bytes asked for that the device must have moved. */
  static final double LEAST_SHARE = 0.95;

  /** Largest share that still counts as the passes' own traffic. */
  static final double LARGEST_SHARE = 1.05;

  private DeviceBytesGate() {}

  /**
   * @param askedBytes bytes of the passes that {@code traffic} covers
   */
  static GateRecord check(
      CacheMode cacheMode, IoOperation operation, long askedBytes, DeviceTraffic traffic) {
    if (cacheMode == CacheMode.WRITEBACK
        || cacheMode == CacheMode.WRITETHROUGH && operation == IoOperation.READ) {
      return GateRecord.notCheckable(
          NAME, "in cache mode " + cacheMode.label() + " the page cache may answer for the device");
    }
    boolean read = operation == IoOperation.READ;
    long movedBytes = read ? traffic.readBytes() : traffic.writtenBytes();
    long otherBytes = read ? traffic.writtenBytes() : traffic.readBytes();
    double share = (double) movedBytes / askedBytes;
    String seen =
        String.format(
            Locale.ROOT,
            "the device %s %d bytes for %d asked (%.1f %%)",
            read ? "read" : "wrote",
            movedBytes,
            askedBytes,
            100 * share);
    if (share < LEAST_SHARE) {
      return GateRecord.failed(
          NAME,
          seen,
          "something else answered (unwritten extents, a cache below): fill the target with data");
    }
    if (share > LARGEST_SHARE) {
      return GateRecord.notCheckable(NAME, seen + ": a neighbour is using the device too");
    }
    boolean busyOtherWay = otherBytes > askedBytes * (LARGEST_SHARE - 1);
    return GateRecord.passed(
        NAME,
        busyOtherWay
            ? seen
                + "; a neighbour "
                + (read ? "wrote " : "read ")
                + otherBytes
                + " bytes meanwhile"
            : seen);
  }
}
