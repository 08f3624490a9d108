package io.aiorevisited.workloads;

import io.aiorevisited.engines.IoOperation;

/**
 * What one pass does.
 *
 * @param workload shape of the access
 * @param operation direction
 * @param blockSizeBytes size of a block, a multiple of 512
 * @param splitBytes longest request that a block is split into, a multiple of 512; 0 to send each
 *     block whole
 * @param sizeBytes bytes of a pass, a multiple of the block size
 */
public record WorkloadSpec(
    Workload workload,
    IoOperation operation,
    long blockSizeBytes,
    long splitBytes,
    long sizeBytes) {

  /** Longest transfer of one request that Linux carries out whole: 2 GiB less a page. */
  public static final long MAX_REQUEST_BYTES = 0x7ffff000L;

  /**
   * @throws IllegalArgumentException if a bound is broken
   */
  public WorkloadSpec {
    if (blockSizeBytes < 512 || blockSizeBytes % 512 != 0 || blockSizeBytes > MAX_REQUEST_BYTES) {
      throw new IllegalArgumentException(
          "the block size must be a multiple of 512, at least 512 and below 2 GiB: blockSizeBytes="
              + blockSizeBytes);
    }
    if (splitBytes < 0 || splitBytes % 512 != 0) {
      throw new IllegalArgumentException(
          "the split must be a multiple of 512, or 0 for none: splitBytes=" + splitBytes);
    }
    if (workload == Workload.IOZONE && splitBytes != 0) {
      throw new IllegalArgumentException(
          "iozone sends one request at a time, so its blocks can't be split: splitBytes="
              + splitBytes);
    }
    if (sizeBytes < blockSizeBytes || sizeBytes % blockSizeBytes != 0) {
      throw new IllegalArgumentException(
          "the size must be a multiple of the block size: sizeBytes="
              + sizeBytes
              + " blockSizeBytes="
              + blockSizeBytes);
    }
  }

  /** Requests that a block is sent as. */
  public int requestsPerBlock() {
    return splitBytes == 0 ? 1 : Math.toIntExact((blockSizeBytes + splitBytes - 1) / splitBytes);
  }

  /** Most requests in flight together. */
  public int depth() {
    return requestsPerBlock();
  }

  /** Length of the longest request. */
  public int maxRequestBytes() {
    return Math.toIntExact(splitBytes == 0 ? blockSizeBytes : Math.min(splitBytes, blockSizeBytes));
  }

  /** Requests of a whole pass. */
  public long requestsPerPass() {
    return sizeBytes / blockSizeBytes * requestsPerBlock();
  }
}
