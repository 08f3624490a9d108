package io.aiorevisited.workloads;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads through the page cache by the JDK's means, as a witness that is not the engine. */
final class PlainRead {
  private PlainRead() {}

  /**
   * Reads {@code length} bytes at {@code offset} into the start of {@code buffer}.
   *
   * @throws EOFException if the file ends before
   */
  static void fully(FileChannel channel, ByteBuffer buffer, long offset, int length)
      throws IOException {
    buffer.clear().limit(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new EOFException(
            "the file ends at byte "
                + (offset + buffer.position())
                + ", wanted up to byte "
                + (offset + length));
      }
    }
  }
}
