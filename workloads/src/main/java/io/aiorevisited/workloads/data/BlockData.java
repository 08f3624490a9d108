package io.aiorevisited.workloads.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/*
 * Data that a device can neither compress nor deduplicate away, and that a later read can prove.
 *
 * Request buffers are cut into sectors of 4096 bytes, the last one being whatever is left. A sector
 * begins with a stamp: 8 bytes of its own offset in the file, 8 bytes of generation (which write
 * pass it came from). The rest is pseudo-random and depends only on the seed and on the position in
 * the block, so it is filled in once, before timing, and any sector can be checked without the ones
 * before it. Only the offsets change from block to block: one long a sector is all that the timed
 * loop writes. Refilling whole buffers there would cap the figure of a fast device.
 *
 * The words are those of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014): word i is the mixed value of seed + i * golden gamma.
 */
/**
 * Fills buffers with incompressible data in which every sector says where and when it was written.
 *
 * @param seed of the pseudo-random payload
 */
public record BlockData(long seed) {
  /** Bytes of a stamped sector; the last one of a request may be shorter. */
  public static final int STAMPED_BYTES = 4096;

  /** Bytes of the stamp at the start of a sector: its offset, then its generation. */
  public static final int STAMP_BYTES = 2 * Long.BYTES;

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /**
   * Fills the first {@code length} bytes with payload and the stamp's generation; {@link
   * #stampOffsets} completes it.
   *
   * @param buffer in native byte order
   * @param positionInBlock where these bytes lie in their block, a multiple of 512
   * @param length bytes, a multiple of 512
   * @param generation number of the write pass
   */
  public void fill(ByteBuffer buffer, long positionInBlock, int length, long generation) {
    requireNativeOrder(buffer);
    for (int i = 0; i < length; i += Long.BYTES) {
      buffer.putLong(i, payload(positionInBlock + i));
    }
    for (int sector = 0; sector < length; sector += STAMPED_BYTES) {
      buffer.putLong(sector + Long.BYTES, generation);
    }
  }

  /** Stamps each sector of the first {@code length} bytes with its offset in the file. */
  public static void stampOffsets(ByteBuffer buffer, int length, long fileOffset) {
    for (int sector = 0; sector < length; sector += STAMPED_BYTES) {
      buffer.putLong(sector, fileOffset + sector);
    }
  }

  /** The 8 payload bytes at {@code positionInBlock}, a multiple of 8, in native order. */
  public long payload(long positionInBlock) {
    long z = seed + (positionInBlock / Long.BYTES + 1) * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static void requireNativeOrder(ByteBuffer buffer) {
    if (buffer.order() != ByteOrder.nativeOrder()) {
      throw new IllegalArgumentException(
          "the buffer must be in native byte order: order=" + buffer.order());
    }
  }
}
