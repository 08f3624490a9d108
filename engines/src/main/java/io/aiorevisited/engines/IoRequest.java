package io.aiorevisited.engines;

import java.nio.ByteBuffer;

/**
 * One preallocated request: where, how much, into which buffer, and how it ended.
 *
 * <p>Made by an engine, one a slot, and used again and again. Not thread-safe; who may touch it is
 * said by {@link IoEngine}.
 */
public final class IoRequest {
  private enum State {
    FREE,
    OWNED_BY_ENGINE
  }

  private final int slot;
  private final ByteBuffer buffer;
  private final long bufferAddress;

  private IoOperation operation = IoOperation.READ;
  private long offset;
  private int length;
  private long result;
  private State state = State.FREE;

  /**
   * @param slot index in its engine
   * @param buffer direct view of the buffer's memory, native byte order; its capacity is the
   *     longest transfer that the slot can carry
   * @param bufferAddress the same memory's address
   */
  public IoRequest(int slot, ByteBuffer buffer, long bufferAddress) {
    this.slot = slot;
    this.buffer = buffer;
    this.bufferAddress = bufferAddress;
  }

  /**
   * Says what the request is to do next.
   *
   * @param offset bytes from the start of the file, not negative
   * @param length bytes, 1 to the buffer's capacity
   * @throws IllegalArgumentException if a bound is broken
   * @throws IllegalStateException if the engine still owns the request
   */
  public void prepare(IoOperation operation, long offset, int length) {
    if (state != State.FREE) {
      throw new IllegalStateException("a request in flight can't be prepared: slot=" + slot);
    }
    if (offset < 0) {
      throw new IllegalArgumentException("offset must not be negative: offset=" + offset);
    }
    if (length < 1 || length > buffer.capacity()) {
      throw new IllegalArgumentException(
          "length must be 1 to the buffer's size: length="
              + length
              + " bufferBytes="
              + buffer.capacity());
    }
    this.operation = operation;
    this.offset = offset;
    this.length = length;
    this.result = 0;
  }

  /** Index of this request in its engine, 0-based. */
  public int slot() {
    return slot;
  }

  /** The buffer that data is read into or written from; absolute access only. */
  public ByteBuffer buffer() {
    return buffer;
  }

  /** Address of the buffer's first byte; a multiple of the page size. */
  public long bufferAddress() {
    return bufferAddress;
  }

  public IoOperation operation() {
    return operation;
  }

  /** Bytes from the start of the file. */
  public long offset() {
    return offset;
  }

  /** Bytes asked for. */
  public int length() {
    return length;
  }

  /** How it ended: bytes transferred, 0 or more, or the error number, negated. */
  public long result() {
    return result;
  }

  /** Whether all bytes asked for were transferred. */
  public boolean succeeded() {
    return result == length;
  }

  /** Whether the transfer ended early without an error, as at end of file. */
  public boolean isShort() {
    return result >= 0 && result < length;
  }

  /** Called by an engine when it takes the request. */
  public void taken() {
    if (state != State.FREE) {
      throw new IllegalStateException("a request can be queued only once at a time: slot=" + slot);
    }
    state = State.OWNED_BY_ENGINE;
  }

  /** Called by an engine, on any of its threads, with bytes transferred or a negated errno. */
  public void finished(long result) {
    this.result = result;
  }

  /** Called by an engine on the home thread when it delivers the request. */
  public void delivered() {
    state = State.FREE;
  }
}
