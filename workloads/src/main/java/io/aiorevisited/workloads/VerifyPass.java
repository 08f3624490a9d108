package io.aiorevisited.workloads;

import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.workloads.data.BlockData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Proves after a write pass that every sector of the target is where it belongs: right offset,
 * right generation, right payload.
 *
 * <p>Reads through the page cache by the JDK's own means: neither O_DIRECT nor the engine under
 * test has a part in it.
 */
public final class VerifyPass {
  private final Path file;
  private final WorkloadSpec spec;
  private final BlockData data;
  private final RequestSplitter splitter;

  /**
   * @param spec what was written, as given to {@link Pass}
   * @param data what it was written with
   */
  public VerifyPass(Path file, WorkloadSpec spec, BlockData data) {
    if (spec.operation() != IoOperation.WRITE) {
      throw new IllegalArgumentException(
          "only what was written can be verified: operation=" + spec.operation());
    }
    this.file = file;
    this.spec = spec;
    this.data = data;
    this.splitter = new RequestSplitter(spec);
  }

  /**
   * Reads the whole target.
   *
   * @param generation that every sector must carry
   * @throws DataMismatchException at the first sector that differs
   * @throws IOException if the file can't be read
   */
  public void run(long generation) throws IOException {
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(spec.maxRequestBytes()).order(ByteOrder.nativeOrder());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long block = 0; block < spec.sizeBytes(); block += spec.blockSizeBytes()) {
        for (int i = 0; i < splitter.requests(); i++) {
          long offsetInBlock = splitter.offsetInBlock(i);
          int length = splitter.length(i);
          PlainRead.fully(channel, buffer, block + offsetInBlock, length);
          checkRequest(buffer, block + offsetInBlock, offsetInBlock, length, generation);
        }
      }
    }
  }

  private void checkRequest(
      ByteBuffer buffer, long fileOffset, long offsetInBlock, int length, long generation)
      throws DataMismatchException {
    for (int sector = 0; sector < length; sector += BlockData.STAMPED_BYTES) {
      long sectorOffset = fileOffset + sector;
      expect("offset stamp", sectorOffset, sectorOffset, buffer.getLong(sector));
      expect("generation", sectorOffset, generation, buffer.getLong(sector + Long.BYTES));
      int end = Math.min(sector + BlockData.STAMPED_BYTES, length);
      for (int i = sector + BlockData.STAMP_BYTES; i < end; i += Long.BYTES) {
        long expected = data.payload(offsetInBlock + i);
        if (buffer.getLong(i) != expected) {
          throw mismatch("payload", fileOffset + i, expected, buffer.getLong(i));
        }
      }
    }
  }

  private void expect(String what, long offset, long expected, long found)
      throws DataMismatchException {
    if (expected != found) {
      throw mismatch(what, offset, expected, found);
    }
  }

  private DataMismatchException mismatch(String what, long offset, long expected, long found) {
    return new DataMismatchException(file, what, offset, expected, found);
  }
}
