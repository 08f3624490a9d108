package io.aiorevisited.workloads;

/*
 * A pass visits every block once, so that a write pass can be proven whole, and a read pass can't
 * dwell on blocks that a cache below has. So the order is a permutation, computed and not stored: a
 * Feistel network of four rounds over the next even power of two (Luby and Rackoff, "How to
 * construct pseudorandom permutations", SIAM J. Comput. 1988), walked on until it lands on a block
 * (Black and Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002), under four steps on
 * average. The round function is the mixer of SplitMix64.
 */
/** Visits blocks in a random order, each once a pass, another order each pass. */
final class RandomOrder implements AccessPattern {
  private static final int ROUNDS = 4;

  private final long blocks;
  private final long blockSizeBytes;
  private final int halfBits;
  private final long halfMask;
  private long key;

  /**
   * @param blocks how many there are, 1 or more
   */
  RandomOrder(long blocks, long blockSizeBytes) {
    if (blocks < 1) {
      throw new IllegalArgumentException("there must be a block: blocks=" + blocks);
    }
    this.blocks = blocks;
    this.blockSizeBytes = blockSizeBytes;
    int bits = Long.SIZE - Long.numberOfLeadingZeros(blocks - 1);
    this.halfBits = Math.max(1, (bits + 1) / 2);
    this.halfMask = (1L << halfBits) - 1;
  }

  /** Takes up the order of the pass with this number. */
  void shuffle(long generation) {
    key = generation;
  }

  @Override
  public long blockOffset(long index) {
    long block = index;
    do {
      block = permuted(block);
    } while (block >= blocks);
    return block * blockSizeBytes;
  }

  private long permuted(long value) {
    long left = value >>> halfBits;
    long right = value & halfMask;
    for (int round = 0; round < ROUNDS; round++) {
      long next = left ^ (mixed(right + ((long) round << 32) + key) & halfMask);
      left = right;
      right = next;
    }
    return (left << halfBits) | right;
  }

  private static long mixed(long value) {
    long z = value * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
