package io.aiorevisited.workloads.targets.file;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.workloads.data.BlockData;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a scratch file for the first time, past the page cache where that can be done. */
public final class ScratchFill {
  private ScratchFill() {}

  /**
   * Writes {@code sizeBytes} of stamped data to the empty {@code path} and syncs it.
   *
   * @throws IOException if it can't all be written, as when the thread is interrupted
   */
  public static void write(Path path, long sizeBytes) throws IOException {
    try (IoFile file = open(path, sizeBytes);
        IoEngine engine =
            EngineType.PSYNC.open(
                file, 1, ScratchFile.FILL_BLOCK_BYTES, BufferPages.HUGE, ThreadPlacement.FREE)) {
      IoRequest request = engine.request(0);
      ScratchFile.FILL_DATA.fill(
          request.buffer(), 0, ScratchFile.FILL_BLOCK_BYTES, ScratchFile.FILL_GENERATION);
      for (long offset = 0; offset < sizeBytes; offset += ScratchFile.FILL_BLOCK_BYTES) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted at offset " + offset);
        }
        int length = (int) Math.min(ScratchFile.FILL_BLOCK_BYTES, sizeBytes - offset);
        BlockData.stampOffsets(request.buffer(), length, offset);
        request.prepare(IoOperation.WRITE, offset, length);
        engine.queue(request);
        engine.commit();
        engine.getEvents(1, 1);
        requireWritten(request);
      }
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /*
   * O_DIRECT leaves no pages of the file in the page cache, which measured passes would have to
   * evict. It needs whole blocks, and a file system that has it.
   */
  private static IoFile open(Path path, long sizeBytes) throws IOException {
    if (sizeBytes % Files.getFileStore(path).getBlockSize() == 0) {
      try {
        return IoFile.open(path, CacheMode.NONE, FileAccess.READ_WRITE);
      } catch (SyscallException e) {
        if (!e.is(Errno.EINVAL)) {
          throw e;
        }
      }
    }
    return IoFile.open(path, CacheMode.WRITEBACK, FileAccess.READ_WRITE);
  }

  private static void requireWritten(IoRequest request) throws IOException {
    if (request.succeeded()) {
      return;
    }
    String why =
        request.isShort()
            ? "only " + request.result() + " bytes were written"
            : Errno.describe(Math.toIntExact(-request.result()));
    throw new IOException(
        "writing %d bytes at offset %d failed: %s"
            .formatted(request.length(), request.offset(), why));
  }
}
