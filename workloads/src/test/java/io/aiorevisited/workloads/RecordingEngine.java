package io.aiorevisited.workloads;

import io.aiorevisited.engines.BufferMemory;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Ends one request a call, the latest first, and notes what it was sent and when. */
final class RecordingEngine implements IoEngine {
  private final List<IoRequest> slots = new ArrayList<>();
  private final Deque<IoRequest> inFlight = new ArrayDeque<>();
  private final List<Long> offsets = new ArrayList<>();
  private IoRequest event;
  private int inFlightAtMost;

  RecordingEngine(int depth, int maxRequestBytes) {
    for (int slot = 0; slot < depth; slot++) {
      slots.add(
          new IoRequest(
              slot, ByteBuffer.allocateDirect(maxRequestBytes).order(ByteOrder.nativeOrder()), 0));
    }
  }

  /** Where requests were sent to, in the order of sending. */
  List<Long> offsets() {
    return offsets;
  }

  int inFlightAtMost() {
    return inFlightAtMost;
  }

  @Override
  public int depth() {
    return slots.size();
  }

  @Override
  public BufferMemory buffers() {
    return new BufferMemory(BufferPages.SMALL, 0, 0);
  }

  @Override
  public IoRequest request(int slot) {
    return slots.get(slot);
  }

  @Override
  public void queue(IoRequest request) {
    request.taken();
    request.finished(request.length());
    offsets.add(request.offset());
    inFlight.push(request);
    inFlightAtMost = Math.max(inFlightAtMost, inFlight.size());
  }

  @Override
  public void commit() {}

  @Override
  public int getEvents(int min, int max, long timeoutNanos) {
    event = inFlight.pop();
    event.delivered();
    return 1;
  }

  @Override
  public IoRequest event(int index) {
    return event;
  }

  @Override
  public EngineReceipts receipts() {
    return new EngineReceipts(
        offsets.size(), inFlightAtMost, Map.of(), 0, 0, Map.of(), 0, 0, 0, "");
  }

  @Override
  public void close() {}
}
