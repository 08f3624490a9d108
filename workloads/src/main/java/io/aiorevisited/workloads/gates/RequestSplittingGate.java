package io.aiorevisited.workloads.gates;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.engines.IoOperation;
import java.util.Locale;

/**
 * Tells how the block layer cut and joined the requests on their way to the device, and checks that
 * none was left out.
 */
final class RequestSplittingGate {
  static final String NAME = "request-splitting";

  private RequestSplittingGate() {}

  /**
   * Checks. One request may be missing, however few there are: the kernel counts a request just
   * after it has woken who waits for it, and its bytes before, which {@link DeviceBytesGate} holds.
   *
   * @param requests requests of the passes that {@code traffic} covers
   * @param limits the queue's limits, in words
   */
  static GateRecord check(
      IoOperation operation, long requests, DeviceTraffic traffic, String limits) {
    boolean read = operation == IoOperation.READ;
    long device = read ? traffic.reads() : traffic.writes();
    long merges = read ? traffic.readMerges() : traffic.writeMerges();
    String seen =
        String.format(
            Locale.ROOT,
            "%.2f device requests per request, %.2f merges (%s)",
            (double) device / requests,
            (double) merges / requests,
            limits);
    return device + merges < Math.min(requests * DeviceBytesGate.LEAST_SHARE, requests - 1.0)
        ? GateRecord.failed(
            NAME,
            seen + ": some requests never reached the device",
            "find out what answers them: unwritten extents, or a cache below the file system")
        : GateRecord.passed(NAME, seen);
  }
}
