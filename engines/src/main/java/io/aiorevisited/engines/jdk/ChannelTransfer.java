package io.aiorevisited.engines.jdk;

import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.parts.RequestSlots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Carries out requests by a FileChannel, on any thread, and counts the calls that it makes. */
final class ChannelTransfer implements AutoCloseable {
  private final FileChannel channel;
  private final ByteBuffer[] buffers;
  private final LongAdder reads = new LongAdder();
  private final LongAdder writes = new LongAdder();

  ChannelTransfer(IoFile file, RequestSlots slots) {
    channel = Channels.open(file);
    buffers = buffers(slots);
  }

  /** Views of all slots' buffers whose positions may be moved. */
  static ByteBuffer[] buffers(RequestSlots slots) {
    ByteBuffer[] buffers = new ByteBuffer[slots.depth()];
    for (int slot = 0; slot < buffers.length; slot++) {
      buffers[slot] = slots.request(slot).buffer().duplicate();
    }
    return buffers;
  }

  /** Transfers; bytes, 0 or more, or a negated errno. */
  long run(IoRequest request) {
    ByteBuffer buffer = buffers[request.slot()];
    buffer.clear().limit(request.length());
    try {
      if (request.operation() == IoOperation.WRITE) {
        writes.increment();
        return channel.write(buffer, request.offset());
      }
      reads.increment();
      return Math.max(0, channel.read(buffer, request.offset())); // -1 is the end of the file
    } catch (NonWritableChannelException e) {
      writes.decrement();
      return -Errno.EBADF.number();
    } catch (IOException e) {
      return Channels.resultOf(e);
    }
  }

  /** The calls that the JDK makes for it, one a transfer: how often it repeats one isn't told. */
  Map<String, Long> calls() {
    return Map.of("pread64", reads.sum(), "pwrite64", writes.sum());
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("FileChannel can't close its file", e);
    }
  }
}
