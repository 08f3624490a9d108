package io.aiorevisited.engines.aio;

import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.linux.AioAbi;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import io.aiorevisited.engines.parts.RequestSlots;
import java.nio.ByteBuffer;

/**
 * The iocbs of all slots, and which of them wait for io_submit: first those committed but not
 * taken, then those only queued.
 */
final class IocbQueue implements AutoCloseable {
  private final RequestSlots slots;
  private final NativeMemory memory;
  private final ByteBuffer iocbs;
  private final long iocbsAddress;
  private final ByteBuffer pointers;
  private final long pointersAddress;
  private int count;
  private int committedCount;

  /**
   * @param fd file that all requests are on
   * @param eventFd descriptor that each completion adds 1 to
   */
  IocbQueue(LinuxSyscalls syscalls, RequestSlots slots, int fd, int eventFd) {
    this.slots = slots;
    int depth = slots.depth();
    long iocbBytes = (long) depth * AioAbi.IOCB_BYTES;
    long pointerBytes = (long) depth * Long.BYTES;
    memory = NativeMemory.map(syscalls, iocbBytes + pointerBytes);
    iocbs = memory.view(0, Math.toIntExact(iocbBytes));
    iocbsAddress = memory.address();
    pointers = memory.view(iocbBytes, Math.toIntExact(pointerBytes));
    pointersAddress = iocbsAddress + iocbBytes;
    for (int slot = 0; slot < depth; slot++) {
      AioAbi.initIocb(iocbs, slot, fd, slots.request(slot).bufferAddress(), eventFd);
    }
  }

  void add(IoRequest request) {
    int slot = request.slot();
    AioAbi.prepareIocb(
        iocbs, slot, request.operation() == IoOperation.WRITE, request.length(), request.offset());
    pointers.putLong(count * Long.BYTES, iocbsAddress + (long) slot * AioAbi.IOCB_BYTES);
    count++;
  }

  void commit() {
    committedCount = count;
  }

  /** Requests that io_submit is to take. */
  int committedCount() {
    return committedCount;
  }

  /** Where the addresses of their iocbs stand. */
  long pointersAddress() {
    return pointersAddress;
  }

  /** The first of them. */
  IoRequest first() {
    return slots.request((int) ((pointers.getLong(0) - iocbsAddress) / AioAbi.IOCB_BYTES));
  }

  /** Forgets the first {@code taken}, which are elsewhere now. */
  void remove(int taken) {
    for (int i = taken; i < count; i++) {
      pointers.putLong((i - taken) * Long.BYTES, pointers.getLong(i * Long.BYTES));
    }
    count -= taken;
    committedCount -= taken;
  }

  /** Forgets all: the engine is being closed. */
  void clear() {
    count = 0;
    committedCount = 0;
  }

  @Override
  public void close() {
    memory.close();
  }
}
