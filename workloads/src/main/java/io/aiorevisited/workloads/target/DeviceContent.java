package io.aiorevisited.workloads.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/*
 * Data without a signature is still somebody's data: a raw database volume, plain dm-crypt, a disk
 * whose table was lost. So a device counts as blank only if it reads zero: its first and last
 * 4 MiB, where nearly every format keeps something, and 256 places spread evenly between.
 */
/** Looks whether a device is blank. */
final class DeviceContent {
  private static final long EDGE_BYTES = 4L << 20;
  private static final int SAMPLE_BYTES = 64 << 10;
  private static final int SAMPLES = 256;

  private DeviceContent() {}

  /**
   * The place of the first byte found that isn't zero; empty if the device looks blank.
   *
   * @throws UncheckedIOException if it can't be read
   */
  static OptionalLong firstDataByte(Path device, long sizeBytes) {
    ByteBuffer buffer = ByteBuffer.allocate(SAMPLE_BYTES);
    try (FileChannel channel = FileChannel.open(device, StandardOpenOption.READ)) {
      long edge = Math.min(EDGE_BYTES, sizeBytes);
      OptionalLong first = search(channel, buffer, 0, edge);
      if (first.isPresent()) {
        return first;
      }
      for (long sample = 1; sample < SAMPLES; sample++) {
        long offset = sizeBytes / SAMPLES * sample;
        OptionalLong found =
            search(channel, buffer, offset, Math.min(offset + SAMPLE_BYTES, sizeBytes));
        if (found.isPresent()) {
          return found;
        }
      }
      return search(channel, buffer, sizeBytes - edge, sizeBytes);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + device, e);
    }
  }

  private static OptionalLong search(FileChannel channel, ByteBuffer buffer, long from, long to)
      throws IOException {
    long offset = from;
    while (offset < to) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), to - offset));
      int bytes = channel.read(buffer, offset);
      if (bytes < 1) {
        throw new IOException("the device ends at byte " + offset + ", wanted byte " + to);
      }
      for (int i = 0; i < bytes; i++) {
        if (buffer.get(i) != 0) {
          return OptionalLong.of(offset + i);
        }
      }
      offset += bytes;
    }
    return OptionalLong.empty();
  }
}
