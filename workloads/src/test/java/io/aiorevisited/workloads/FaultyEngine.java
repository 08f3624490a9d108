package io.aiorevisited.workloads;

import io.aiorevisited.engines.BufferMemory;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Completes every request at once, but for one, to which a fault happens. */
final class FaultyEngine implements IoEngine {
  /** What happens, and what the pass must say of it. */
  enum Fault {
    SHORT("READ of 4096 bytes at offset 28672 failed: only 512 bytes"),
    ERROR("READ of 4096 bytes at offset 28672 failed: EIO"),
    UNKNOWN_ERROR("READ of 4096 bytes at offset 28672 failed: errno 4000"),
    TOO_LONG("READ of 4096 bytes at offset 28672 failed: 4097 bytes were reported"),
    LOST_AND_ANOTHER_TWICE("READ of 4096 bytes at offset 28672 failed: only 0 bytes"),
    NOTHING_DELIVERED("must deliver 1 to max completions: events=0"),
    MORE_THAN_ASKED_FOR("must deliver 1 to max completions: events=5");

    final String expectedMessage;

    Fault(String expectedMessage) {
      this.expectedMessage = expectedMessage;
    }
  }

  private final List<IoRequest> slots = new ArrayList<>();
  private final List<IoRequest> pending = new ArrayList<>();
  private final List<IoRequest> events = new ArrayList<>();
  private final Fault fault;
  private final long faultyRequest;
  private long taken;
  private boolean faulty;

  /**
   * @param faultyRequest to which the fault happens, counted from 0
   */
  FaultyEngine(int depth, int maxRequestBytes, Fault fault, long faultyRequest) {
    this.fault = fault;
    this.faultyRequest = faultyRequest;
    for (int slot = 0; slot < depth; slot++) {
      slots.add(
          new IoRequest(
              slot, ByteBuffer.allocateDirect(maxRequestBytes).order(ByteOrder.nativeOrder()), 0));
    }
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
    faulty |= taken == faultyRequest;
    request.finished(taken == faultyRequest ? faultyResult(request) : request.length());
    taken++;
    pending.add(request);
  }

  private long faultyResult(IoRequest request) {
    return switch (fault) {
      case SHORT -> 512;
      case ERROR -> -5;
      case UNKNOWN_ERROR -> -4000;
      case TOO_LONG -> request.length() + 1L;
      case LOST_AND_ANOTHER_TWICE -> 0;
      case NOTHING_DELIVERED, MORE_THAN_ASKED_FOR -> request.length();
    };
  }

  @Override
  public void commit() {}

  @Override
  public int getEvents(int min, int max, long timeoutNanos) {
    if (faulty && fault == Fault.NOTHING_DELIVERED) {
      return 0;
    }
    if (faulty && fault == Fault.MORE_THAN_ASKED_FOR) {
      return max + 1;
    }
    pending.forEach(IoRequest::delivered);
    events.clear();
    events.addAll(pending);
    pending.clear();
    return events.size();
  }

  @Override
  public IoRequest event(int index) {
    return events.get(index);
  }

  @Override
  public EngineReceipts receipts() {
    return new EngineReceipts(taken, 0, Map.of(), 0, 0, Map.of(), 0, 0, 0, "");
  }

  @Override
  public void close() {}
}
