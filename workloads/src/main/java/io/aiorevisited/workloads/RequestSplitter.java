package io.aiorevisited.workloads;

/** Cuts a block into the requests that it is sent as, as a block layer with a limit would. */
public final class RequestSplitter {
  private final long blockSizeBytes;
  private final int requestBytes;
  private final int requests;

  /** Makes the splitter of {@code spec}; each block of it is cut alike. */
  public RequestSplitter(WorkloadSpec spec) {
    this.blockSizeBytes = spec.blockSizeBytes();
    this.requestBytes = spec.maxRequestBytes();
    this.requests = spec.requestsPerBlock();
  }

  /** Requests of a block, at least 1. */
  public int requests() {
    return requests;
  }

  /** Where the {@code index}-th request starts, bytes from the start of its block. */
  public long offsetInBlock(int index) {
    return (long) index * requestBytes;
  }

  /** Bytes of the {@code index}-th request; only the last one of a block can be shorter. */
  public int length(int index) {
    return (int) Math.min(requestBytes, blockSizeBytes - offsetInBlock(index));
  }
}
