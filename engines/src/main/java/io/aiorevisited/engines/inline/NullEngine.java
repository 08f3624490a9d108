package io.aiorevisited.engines.inline;

import io.aiorevisited.engines.BufferMemory;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.parts.RequestSlots;
import java.util.Map;

/**
 * Completes every request at once and in full without touching the file: the ceiling, and what the
 * harness itself costs per request.
 */
public final class NullEngine implements IoEngine {
  private final RequestSlots slots;

  public NullEngine(LinuxSyscalls syscalls, int depth, int maxRequestBytes, BufferPages pages) {
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
    request.finished(request.length());
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
    return slots.receipts(0, Map.of(), Map.of(), 0, 0, 0);
  }

  @Override
  public void close() {
    slots.close();
  }
}
