package io.aiorevisited.harness.blocks;

import io.aiorevisited.workloads.DataMismatchException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Looks by plain reads whether a program wrote the whole of a target. */
final class WrittenBytes {

  private static final int CHUNK_BYTES = 1 << 20;

  private WrittenBytes() {}

  /**
   * Reads the first {@code sizeBytes} of a target.
   *
   * @throws DataMismatchException at the first byte that is not {@code expected}
   * @throws IOException if it can't be read
   */
  static void check(Path target, long sizeBytes, byte expected) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK_BYTES);
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.READ)) {
      long at = 0;
      while (at < sizeBytes) {
        buffer.clear().limit((int) Math.min(CHUNK_BYTES, sizeBytes - at));
        int read = channel.read(buffer, at);
        if (read < 0) {
          throw new EOFException("the target ends at byte " + at);
        }
        for (int i = 0; i < read; i++) {
          if (buffer.get(i) != expected) {
            throw new DataMismatchException(
                target, "byte written", at + i, expected & 0xff, buffer.get(i) & 0xff);
          }
        }
        at += read;
      }
    }
  }
}
