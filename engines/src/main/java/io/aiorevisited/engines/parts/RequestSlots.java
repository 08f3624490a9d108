package io.aiorevisited.engines.parts;

import io.aiorevisited.engines.BufferMemory;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * The requests of one engine, their buffers, and the book of which are queued, committed, complete
 * and delivered. Used on the home thread only.
 */
public final class RequestSlots implements AutoCloseable {
  private final NativeMemory memory;
  private final BufferPages pages;
  private final IoRequest[] requests;

  /** Ring of completions that wait for delivery, oldest at {@code head}. */
  private final IoRequest[] completed;

  private int head;
  private int completedCount;

  private final IoRequest[] delivered;
  private int deliveredCount;

  private int queuedCount;
  private int committedCount;
  private boolean closed;

  private long requestsDelivered;
  private long shortTransfers;
  private long errors;

  /**
   * @param depth number of slots, at least 1
   * @param maxRequestBytes size of each buffer, at least 1; buffers start on page boundaries
   * @param pages that the buffers are to lie in
   */
  public RequestSlots(LinuxSyscalls syscalls, int depth, int maxRequestBytes, BufferPages pages) {
    this(syscalls, depth, maxRequestBytes, pages, NativeMemory::mapForBuffers);
  }

  /** Makes slots whose buffers lie in memory that another process can map, too. */
  public static RequestSlots inSharedMemory(EngineSettings settings) {
    return new RequestSlots(
        settings.syscalls(),
        settings.depth(),
        settings.maxRequestBytes(),
        settings.pages(),
        NativeMemory::mapShared);
  }

  private interface Mapping {
    NativeMemory map(LinuxSyscalls syscalls, long bytes, boolean huge);
  }

  private RequestSlots(
      LinuxSyscalls syscalls, int depth, int maxRequestBytes, BufferPages pages, Mapping mapping) {
    if (depth < 1) {
      throw new IllegalArgumentException("depth must be at least 1: depth=" + depth);
    }
    if (maxRequestBytes < 1) {
      throw new IllegalArgumentException(
          "a request must be at least 1 byte: maxRequestBytes=" + maxRequestBytes);
    }
    long stride = NativeMemory.roundUpToPages(syscalls, maxRequestBytes);
    this.pages = pages;
    memory = mapping.map(syscalls, Math.multiplyExact(stride, depth), pages == BufferPages.HUGE);
    requests = new IoRequest[depth];
    for (int slot = 0; slot < depth; slot++) {
      ByteBuffer buffer = memory.view(slot * stride, maxRequestBytes);
      requests[slot] = new IoRequest(slot, buffer, memory.address() + slot * stride);
    }
    completed = new IoRequest[depth];
    delivered = new IoRequest[depth];
  }

  public int depth() {
    return requests.length;
  }

  public BufferMemory buffers() {
    return new BufferMemory(pages, memory.address(), memory.bytes());
  }

  /** Descriptor of the buffers' memory, for slots made by {@link #inSharedMemory}. */
  public int sharedFd() {
    return memory.sharedFd();
  }

  public IoRequest request(int slot) {
    return requests[slot];
  }

  /** Notes that the caller gave {@code request} to the engine. */
  public void queue(IoRequest request) {
    checkOpen();
    if (request.slot() >= requests.length || requests[request.slot()] != request) {
      throw new IllegalArgumentException(
          "the request belongs to another engine: slot=" + request.slot());
    }
    request.taken();
    queuedCount++;
  }

  /** Notes that all queued requests are committed. */
  public void commit() {
    checkOpen();
    committedCount += queuedCount;
    queuedCount = 0;
  }

  /** Notes that {@code request} has ended; its result is set. */
  public void complete(IoRequest request) {
    int tail = head + completedCount;
    completed[tail < completed.length ? tail : tail - completed.length] = request;
    completedCount++;
  }

  public int queuedCount() {
    return queuedCount;
  }

  /** Requests committed and not yet delivered. */
  public int committedCount() {
    return committedCount;
  }

  /** Committed requests that wait only for delivery. */
  public int deliverableCount() {
    return Math.min(completedCount, committedCount);
  }

  /** Checks the arguments of {@link IoEngine#getEvents}, so that it can't wait for ever. */
  public void checkRange(int min, int max) {
    checkOpen();
    if (min < 0 || min > committedCount) {
      throw new IllegalArgumentException(
          "min must be 0 to the number of requests committed and not delivered: min="
              + min
              + " committed="
              + committedCount);
    }
    if (max < 1 || max < min) {
      throw new IllegalArgumentException(
          "max must be at least 1 and at least min: min=" + min + " max=" + max);
    }
  }

  /** Delivers up to {@code max} completions, oldest first. */
  public int deliver(int max) {
    int count = Math.min(max, deliverableCount());
    for (int i = 0; i < count; i++) {
      IoRequest request = completed[head];
      if (++head == completed.length) {
        head = 0;
      }
      request.delivered();
      delivered[i] = request;
      if (request.result() < 0) {
        errors++;
      } else if (request.isShort()) {
        shortTransfers++;
      }
    }
    completedCount -= count;
    committedCount -= count;
    requestsDelivered += count;
    deliveredCount = count;
    return count;
  }

  public IoRequest event(int index) {
    if (index < 0 || index >= deliveredCount) {
      throw new IndexOutOfBoundsException(
          "the last getEvents took fewer: index=" + index + " taken=" + deliveredCount);
    }
    return delivered[index];
  }

  /** Puts the engine's counts, of which zeros are left out, and the requests' together. */
  public EngineReceipts receipts(
      int inFlightAtMost,
      Map<String, Long> calls,
      Map<String, Long> retries,
      int workersAtMost,
      long workersStarted,
      long wakeUps,
      String mode) {
    return new EngineReceipts(
        requestsDelivered,
        inFlightAtMost,
        withoutZeros(calls),
        workersAtMost,
        workersStarted,
        withoutZeros(retries),
        wakeUps,
        shortTransfers,
        errors,
        mode);
  }

  private static Map<String, Long> withoutZeros(Map<String, Long> counts) {
    Map<String, Long> kept = new TreeMap<>(counts);
    kept.values().removeIf(count -> count == 0);
    return kept;
  }

  public boolean isClosed() {
    return closed;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
  }

  /** Frees the buffers: nothing may be in flight. Idempotent. */
  @Override
  public void close() {
    closed = true;
    memory.close();
  }
}
