package io.aiorevisited.engines.aio;

import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.linux.AioAbi;
import io.aiorevisited.engines.linux.AioContext;
import io.aiorevisited.engines.linux.AioRing;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.engines.parts.RequestSlots;
import java.nio.ByteBuffer;

/** Takes completions of an AIO context, from its ring or by io_getevents, and never waits. */
final class Completions implements AutoCloseable {
  private static final int TIMESPEC_BYTES = 16;

  private final LinuxSyscalls syscalls;
  private final RequestSlots slots;
  private final AioContext context;
  private final AioRing ring;
  private final NativeMemory memory;
  private final ByteBuffer events;
  private final long zeroTimeoutAddress;
  private long calls;
  private long interruptedCalls;

  /**
   * @param fromRing whether the ring is to be read where its form is known
   */
  Completions(LinuxSyscalls syscalls, RequestSlots slots, AioContext context, boolean fromRing) {
    this.syscalls = syscalls;
    this.slots = slots;
    this.context = context;
    ring = fromRing ? context.ring() : null;
    long eventBytes = (long) slots.depth() * AioAbi.EVENT_BYTES;
    memory = NativeMemory.map(syscalls, eventBytes + TIMESPEC_BYTES);
    events = memory.view(0, Math.toIntExact(eventBytes));
    zeroTimeoutAddress = memory.address() + eventBytes;
  }

  /** Whether the ring is really read. */
  boolean readsRing() {
    return ring != null;
  }

  /** Completes what the ring holds, or does nothing where it isn't read; how many. */
  int takeFromRing() {
    if (ring == null) {
      return 0;
    }
    int count = ring.available();
    if (count == AioRing.UNSURE) {
      return takeByCall(0);
    }
    for (int i = 0; i < count; i++) {
      complete(ring.index(i), ring.result(i));
    }
    if (count > 0) {
      ring.release(count);
    }
    return count;
  }

  /** Completes what one io_getevents gives, at least {@code min}, which must be there; how many. */
  int takeByCall(long min) {
    int count = getevents(min);
    for (int i = 0; i < count; i++) {
      complete(AioAbi.eventIndex(events, i), AioAbi.eventResult(events, i));
    }
    return count;
  }

  private void complete(int slot, long result) {
    IoRequest request = slots.request(slot);
    request.finished(result);
    slots.complete(request);
  }

  private int getevents(long min) {
    while (true) {
      calls++;
      long count =
          syscalls.ioGetevents(
              context.id(), min, slots.depth(), memory.address(), zeroTimeoutAddress);
      if (count != -1) {
        return (int) count;
      }
      int errno = syscalls.errno();
      if (errno != Errno.EINTR.number()) {
        throw new SyscallException("io_getevents", slots.depth() + " requests", errno, "");
      }
      interruptedCalls++;
    }
  }

  /** Calls of io_getevents made. */
  long calls() {
    return calls;
  }

  /** Those that a signal interrupted. */
  long interruptedCalls() {
    return interruptedCalls;
  }

  @Override
  public void close() {
    memory.close();
  }
}
