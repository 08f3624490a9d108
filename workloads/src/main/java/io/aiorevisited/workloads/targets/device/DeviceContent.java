package io.aiorevisited.workloads.targets.device;

import io.aiorevisited.workloads.data.BlockData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/*
 * Data without a signature is still somebody's data: a raw database volume, plain dm-crypt, a disk
 * whose table was lost. So a device counts as blank only if it reads zero: its first and last
 * 4 MiB, where nearly every format keeps something, and 256 places spread evenly between. What an
 * earlier run of the harness has left counts as blank too: each of its sectors begins with its own
 * offset, which no other data does throughout.
 */
/** Looks whether a device is blank, or holds only what the harness itself has written. */
final class DeviceContent {
  private static final long EDGE_BYTES = 4L << 20;
  private static final int SAMPLE_BYTES = 64 << 10;
  private static final int SAMPLES = 256;
  private static final int SECTOR_BYTES = BlockData.SECTOR_BYTES;

  private DeviceContent() {}

  /**
   * Where the first sector found with somebody's data lies; empty if there is none.
   *
   * @throws UncheckedIOException if it can't be read
   */
  static OptionalLong firstForeignByte(Path device, long sizeBytes) {
    ByteBuffer buffer = ByteBuffer.allocate(SAMPLE_BYTES).order(ByteOrder.nativeOrder());
    try (FileChannel channel = FileChannel.open(device, StandardOpenOption.READ)) {
      long edge = Math.min(EDGE_BYTES, sizeBytes);
      OptionalLong first = search(channel, buffer, 0, edge);
      if (first.isPresent()) {
        return first;
      }
      for (long sample = 1; sample < SAMPLES; sample++) {
        long offset = wholeSectors(sizeBytes / SAMPLES * sample);
        OptionalLong found =
            search(channel, buffer, offset, Math.min(offset + SAMPLE_BYTES, sizeBytes));
        if (found.isPresent()) {
          return found;
        }
      }
      return search(channel, buffer, wholeSectors(sizeBytes - edge), sizeBytes);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + device, e);
    }
  }

  private static long wholeSectors(long offset) {
    return offset / SECTOR_BYTES * SECTOR_BYTES;
  }

  /** Searches from a sector's start. */
  private static OptionalLong search(FileChannel channel, ByteBuffer buffer, long from, long to)
      throws IOException {
    long offset = from;
    while (offset < to) {
      int bytes = (int) Math.min(buffer.capacity(), to - offset);
      buffer.clear().limit(bytes);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 1) {
          throw new IOException("the device ends before byte " + to);
        }
      }
      for (int sector = 0; sector < bytes; sector += SECTOR_BYTES) {
        int end = Math.min(sector + SECTOR_BYTES, bytes);
        if (!isZero(buffer, sector, end) && !isStamped(buffer, sector, end, offset + sector)) {
          return OptionalLong.of(offset + sector);
        }
      }
      offset += bytes;
    }
    return OptionalLong.empty();
  }

  private static boolean isZero(ByteBuffer buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /* At offset 0 the stamp is as zero as a blank sector, so there the next one has to speak. */
  private static boolean isStamped(ByteBuffer buffer, int from, int to, long offset) {
    int at = offset == 0 ? SECTOR_BYTES : from;
    int end = offset == 0 ? buffer.limit() : to;
    return end - at >= BlockData.STAMP_BYTES
        && buffer.getLong(at) == offset + (at - from)
        && buffer.getLong(from) == offset;
  }
}
