package io.aiorevisited.engines.jdk;

import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.linux.Errno;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.NonWritableChannelException;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reads and writes by AsynchronousFileChannel. On Linux that is no asynchronous I/O: each request
 * is a task of a pool, by default one that grows without a bound, and a thread of it calls pread64
 * or pwrite64. The pool here is such a one, with threads that can be told by their names.
 *
 * <p>Each request costs the JDK a task and a future on the Java heap.
 */
public final class AsyncFileChannelEngine extends ParkingEngine {
  private final AsynchronousFileChannel channel;
  private final CachedThreads threads;
  private final ByteBuffer[] buffers;
  private final LongAdder reads = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final CompletionHandler<Integer, IoRequest> handler =
      new CompletionHandler<>() {
        @Override
        public void completed(Integer bytes, IoRequest request) {
          ended(request, Math.max(0, bytes)); // -1 is the end of the file
        }

        @Override
        public void failed(Throwable failure, IoRequest request) {
          ended(request, Channels.resultOf(failure));
        }
      };

  public AsyncFileChannelEngine(EngineSettings settings) {
    super(settings);
    threads = new CachedThreads(settings.syscalls(), settings.placement());
    closings.push(threads::close);
    try {
      channel =
          AsynchronousFileChannel.open(
              settings.file().path(), Channels.options(settings.file()), threads.executor());
    } catch (IOException e) {
      UncheckedIOException failure =
          new UncheckedIOException(
              "AsynchronousFileChannel can't open " + settings.file().path(), e);
      closings.closeAfter(failure);
      throw failure;
    } catch (RuntimeException | Error e) {
      closings.closeAfter(e);
      throw e;
    }
    closings.push(this::closeChannel);
    buffers = ChannelTransfer.buffers(slots);
  }

  @Override
  protected void start(IoRequest request) {
    ByteBuffer buffer = buffers[request.slot()];
    buffer.clear().limit(request.length());
    try {
      if (request.operation() == IoOperation.WRITE) {
        channel.write(buffer, request.offset(), request, handler);
        writes.increment();
      } else {
        channel.read(buffer, request.offset(), request, handler);
        reads.increment();
      }
    } catch (NonWritableChannelException e) {
      ended(request, -Errno.EBADF.number());
    }
  }

  private void closeChannel() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("AsynchronousFileChannel can't close its file", e);
    }
  }

  @Override
  public EngineReceipts receipts() {
    return slots.receipts(
        inFlightAtMost(),
        Map.of("pread64", reads.sum(), "pwrite64", writes.sum()),
        Map.of(),
        threads.aliveAtMost(),
        threads.started(),
        wakeUps(),
        "");
  }
}
