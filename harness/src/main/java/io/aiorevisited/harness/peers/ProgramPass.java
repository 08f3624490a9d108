package io.aiorevisited.harness.peers;

import io.aiorevisited.analysis.record.Cell;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What a program is to do in one run of it.
 *
 * @param target absolute path
 * @param isDevice whether that is a block device
 * @param cell what is measured
 * @param bytes to move, a multiple of the block size; more than the cell's size to go over it again
 * @param hugePages whether its buffers are to lie in pages of hugetlbfs
 * @param verifiedByte what every byte written is to be, where the data is proven afterwards
 */
public record ProgramPass(
    Path target,
    boolean isDevice,
    Cell cell,
    long bytes,
    boolean hugePages,
    OptionalInt verifiedByte) {

  /** The same, with every byte written being {@code value}. */
  public ProgramPass withVerifiedByte(int value) {
    return new ProgramPass(target, isDevice, cell, bytes, hugePages, OptionalInt.of(value));
  }

  /** Whether it writes. */
  public boolean writes() {
    return cell.operation().equals("write");
  }

  /** Whether it goes past the page cache. */
  public boolean direct() {
    return cell.cacheMode().equals("none");
  }

  /** Bytes of one request. */
  public long requestBytes() {
    return cell.splitBytes() == 0
        ? cell.blockSizeBytes()
        : Math.min(cell.splitBytes(), cell.blockSizeBytes());
  }

  /** Requests that it makes. */
  public long requests() {
    return bytes / cell.blockSizeBytes() * cell.requestsPerBlock();
  }
}
