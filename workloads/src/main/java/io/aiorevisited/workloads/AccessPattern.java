package io.aiorevisited.workloads;

/** The order in which a pass visits the blocks of its target. */
@FunctionalInterface
public interface AccessPattern {

  /**
   * Says where the {@code index}-th block of a pass lies: a pure function, called in the timed
   * loop, so without allocation. Over a pass every block is visited once.
   *
   * @param index 0 to blocks per pass - 1
   * @return bytes from the start of the target, a multiple of the block size
   */
  long blockOffset(long index);

  /** Visits blocks of {@code blockSizeBytes} from the start of the target to its end. */
  static AccessPattern sequential(long blockSizeBytes) {
    return index -> index * blockSizeBytes;
  }
}
