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
 * @param windowBlocks blocks in flight together: the depth that a person asks for
 */
public record WorkloadSpec(
    Workload workload,
    IoOperation operation,
    long blockSizeBytes,
    long splitBytes,
    long sizeBytes,
    int windowBlocks) {

  /** Most blocks that can be in flight together. */
  public static final int MAX_WINDOW_BLOCKS = 1024;

  /** Most requests that several blocks in flight together may be split into. */
  public static final int MAX_WINDOW_REQUESTS = 16_384;

  /** Most bytes that several blocks in flight together may have: buffers of each engine. */
  public static final long MAX_WINDOW_BYTES = 1L << 30;

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
    if (workload != Workload.DD && splitBytes != 0) {
      throw new IllegalArgumentException(
          workload.label()
              + " sends its blocks whole, so they can't be split: splitBytes="
              + splitBytes);
    }
    if (windowBlocks < 1 || windowBlocks > MAX_WINDOW_BLOCKS) {
      throw new IllegalArgumentException(
          "the window must be 1 to " + MAX_WINDOW_BLOCKS + " blocks: windowBlocks=" + windowBlocks);
    }
    if (windowBlocks > 1 && windowBlocks * blockSizeBytes > MAX_WINDOW_BYTES) {
      throw new IllegalArgumentException(
          "the blocks in flight must lie in buffers of at most 1 GiB: windowBlocks="
              + windowBlocks
              + " blockSizeBytes="
              + blockSizeBytes);
    }
    if (windowBlocks > 1
        && windowBlocks * requestsOf(blockSizeBytes, splitBytes) > MAX_WINDOW_REQUESTS) {
      throw new IllegalArgumentException(
          "the blocks in flight must be at most "
              + MAX_WINDOW_REQUESTS
              + " requests: windowBlocks="
              + windowBlocks
              + " requestsPerBlock="
              + requestsOf(blockSizeBytes, splitBytes));
    }
    if (sizeBytes < blockSizeBytes || sizeBytes % blockSizeBytes != 0) {
      throw new IllegalArgumentException(
          "the size must be a multiple of the block size: sizeBytes="
              + sizeBytes
              + " blockSizeBytes="
              + blockSizeBytes);
    }
  }

  /** A workload with one block under way at a time. */
  public WorkloadSpec(
      Workload workload,
      IoOperation operation,
      long blockSizeBytes,
      long splitBytes,
      long sizeBytes) {
    this(workload, operation, blockSizeBytes, splitBytes, sizeBytes, 1);
  }

  /** Requests that a block is sent as. */
  public int requestsPerBlock() {
    return Math.toIntExact(requestsOf(blockSizeBytes, splitBytes));
  }

  private static long requestsOf(long blockSizeBytes, long splitBytes) {
    return splitBytes == 0 ? 1 : (blockSizeBytes + splitBytes - 1) / splitBytes;
  }

  /** Whether more than one block is in flight, or blocks come in no order: requests are timed. */
  public boolean needsWindow() {
    return workload == Workload.RANDOM || windowBlocks > 1;
  }

  /** Most requests in flight together. */
  public int depth() {
    return windowBlocks * requestsPerBlock();
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
