package io.aiorevisited.engines.inline;

import io.aiorevisited.engines.BufferMemory;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.parts.BlockingTransfer;
import io.aiorevisited.engines.parts.RequestSlots;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads and writes by pread64 and pwrite64 on the calling thread: the 2009 row "native".
 *
 * <p>One system call a request, made in {@link #queue}. A call interrupted by a signal (EINTR) is
 * made again and counted.
 */
public final class PsyncEngine implements IoEngine {
  private final BlockingTransfer transfer;
  private final RequestSlots slots;

  public PsyncEngine(
      LinuxSyscalls syscalls, IoFile file, int depth, int maxRequestBytes, BufferPages pages) {
    transfer = new BlockingTransfer(syscalls, file.fd());
    slots = new RequestSlots(syscalls, depth, maxRequestBytes, pages);
  }

  @Override
  public int depth() {
    return slots.depth();
  }

  @Override
  public BufferMemory buffers() {
    return slots.buffers();
  }

  @Override
  public IoRequest request(int slot) {
    return slots.request(slot);
  }

  @Override
  public void queue(IoRequest request) {
    slots.queue(request);
    request.finished(transfer.run(request));
    slots.complete(request);
  }

  @Override
  public void commit() {
    slots.commit();
  }

  @Override
  public int getEvents(int min, int max) {
    slots.checkRange(min, max);
    return slots.deliver(max);
  }

  @Override
  public IoRequest event(int index) {
    return slots.event(index);
  }

  @Override
  public EngineReceipts receipts() {
    Map<String, Long> calls = new TreeMap<>();
    Map<String, Long> retries = new TreeMap<>();
    transfer.addTo(calls, retries);
    return slots.receipts(1, calls, retries, 0, 0, 0);
  }

  @Override
  public void close() {
    slots.close();
  }
}
