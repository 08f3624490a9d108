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
import java.util.function.Consumer;

/*
 * Data without a signature is still somebody's data: a raw database volume, plain dm-crypt, a disk
 * whose table was lost. So what would be written over is read first, all of it: it must be zero, or
 * what an earlier run of the harness has left, of which each sector begins with its own offset.
 *
 * The rest of the device stays as it is, and is only looked at in places (its last 4 MiB, where
 * many formats keep something, and 256 places spread evenly): data there says that the device is
 * somebody's, and then its start may be part of the same thing even where it reads zero.
 *
 * SEEK_DATA would be quicker, but block devices answer it as if they were full.
 */
/** Looks whether a device is blank, or holds only what the harness itself has written. */
final class DeviceContent {
  private static final long EDGE_BYTES = 4L << 20;
  private static final int READ_BYTES = 1 << 20;
  private static final int SAMPLE_BYTES = 64 << 10;
  private static final int SAMPLES = 256;
  private static final int SECTOR_BYTES = BlockData.STAMPED_BYTES;

  /** A line is shown each time this much has been read: some seconds on a slow disk. */
  private static final long PROGRESS_BYTES = 1L << 30;

  private final Path device;
  private final long sizeBytes;
  private final Consumer<String> progress;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(READ_BYTES).order(ByteOrder.nativeOrder());

  /**
   * @param sizeBytes the device's size
   * @param progress is told how far it is, where that takes long
   */
  DeviceContent(Path device, long sizeBytes, Consumer<String> progress) {
    this.device = device;
    this.sizeBytes = sizeBytes;
    this.progress = progress;
  }

  /**
   * Where the first sector found with somebody's data lies; empty if there is none.
   *
   * @param writtenBytes bytes from the device's start that are read whole
   * @throws UncheckedIOException if it can't be read
   */
  OptionalLong firstForeignByte(long writtenBytes) {
    try (FileChannel channel = FileChannel.open(device, StandardOpenOption.READ)) {
      long whole = Math.min(Math.max(writtenBytes, EDGE_BYTES), sizeBytes);
      OptionalLong first = searchWhole(channel, whole);
      for (long sample = 1; sample < SAMPLES && first.isEmpty(); sample++) {
        long offset = wholeSectors(sizeBytes / SAMPLES * sample);
        first = search(channel, offset, Math.min(offset + SAMPLE_BYTES, sizeBytes));
      }
      return first.isPresent()
          ? first
          : search(channel, wholeSectors(Math.max(0, sizeBytes - EDGE_BYTES)), sizeBytes);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + device, e);
    }
  }

  private OptionalLong searchWhole(FileChannel channel, long to) throws IOException {
    OptionalLong first = OptionalLong.empty();
    for (long from = 0; from < to && first.isEmpty(); from += PROGRESS_BYTES) {
      if (to > PROGRESS_BYTES) {
        progress.accept(
            String.format(
                "looks whether %s holds data: %d of %d GiB read",
                device, from >> 30, (to + PROGRESS_BYTES - 1) >> 30));
      }
      first = search(channel, from, Math.min(from + PROGRESS_BYTES, to));
    }
    return first;
  }

  private static long wholeSectors(long offset) {
    return offset / SECTOR_BYTES * SECTOR_BYTES;
  }

  /** Searches from a sector's start. */
  private OptionalLong search(FileChannel channel, long from, long to) throws IOException {
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
        if (!isZero(sector, end) && !isStamped(sector, end, offset + sector)) {
          return OptionalLong.of(offset + sector);
        }
      }
      offset += bytes;
    }
    return OptionalLong.empty();
  }

  /** Whether all bytes are zero; a device is a multiple of 512 long, so words cover it. */
  private boolean isZero(int from, int to) {
    for (int i = from; i < to; i += Long.BYTES) {
      if (buffer.getLong(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /* At offset 0 the stamp is as zero as a blank sector, so there the next one has to speak. */
  private boolean isStamped(int from, int to, long offset) {
    int at = offset == 0 ? SECTOR_BYTES : from;
    int end = offset == 0 ? buffer.limit() : to;
    return end - at >= BlockData.STAMP_BYTES
        && buffer.getLong(at) == offset + (at - from)
        && buffer.getLong(from) == offset;
  }
}
