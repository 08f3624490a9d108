package io.aiorevisited.workloads.target;

import com.sun.nio.file.ExtendedOpenOption;
import io.aiorevisited.workloads.BlockData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a scratch file for the first time, past the page cache where that can be done. */
final class ScratchFill {
  private ScratchFill() {}

  /**
   * Writes {@code sizeBytes} of stamped data to the empty {@code file} and syncs it.
   *
   * @throws IOException if it can't all be written
   */
  static void write(Path file, long sizeBytes) throws IOException {
    int alignment = Math.toIntExact(Files.getFileStore(file).getBlockSize());
    try (FileChannel channel = open(file, sizeBytes, alignment)) {
      ByteBuffer chunk =
          ByteBuffer.allocateDirect(ScratchFile.FILL_BLOCK_BYTES + alignment)
              .alignedSlice(alignment)
              .order(ByteOrder.nativeOrder());
      ScratchFile.FILL_DATA.fill(
          chunk, 0, ScratchFile.FILL_BLOCK_BYTES, ScratchFile.FILL_GENERATION);
      for (long offset = 0; offset < sizeBytes; offset += ScratchFile.FILL_BLOCK_BYTES) {
        int length = (int) Math.min(ScratchFile.FILL_BLOCK_BYTES, sizeBytes - offset);
        BlockData.stampOffsets(chunk, length, offset);
        chunk.clear().limit(length);
        while (chunk.hasRemaining()) {
          channel.write(chunk, offset + chunk.position());
        }
      }
      channel.force(true);
    }
  }

  /*
   * O_DIRECT leaves no pages of the file in the page cache, which measured passes would have to
   * evict. It needs whole blocks, and a file system that has it.
   */
  private static FileChannel open(Path file, long sizeBytes, int alignment) throws IOException {
    if (sizeBytes % alignment == 0 && ScratchFile.FILL_BLOCK_BYTES % alignment == 0) {
      try {
        return FileChannel.open(file, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);
      } catch (IOException | UnsupportedOperationException noDirectIo) {
        return FileChannel.open(file, StandardOpenOption.WRITE);
      }
    }
    return FileChannel.open(file, StandardOpenOption.WRITE);
  }
}
