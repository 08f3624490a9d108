package io.aiorevisited.engines.linux;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/*
 * The kernel maps the ring of completions into the process (struct aio_ring of fs/aio.c), so that
 * taking completions needs no call. The kernel writes events, then the tail; whoever takes them
 * reads the tail, then events, then writes the head, which gives their places back. The number of
 * places is the ring's own: it is not what io_setup was asked for, and not a power of two.
 *
 * The form of the ring is not promised. It has been the same since 2002, and says so by a magic
 * number; where that, the header's length or the set of incompatible features is another, there is
 * nothing to read here, and io_getevents has to do. Kernels of RHEL have shown a tail beyond the
 * end of the ring for a moment, so that is checked, too.
 */
/**
 * Takes completions from an AIO context's ring in user space. By one thread, and never while
 * another is in io_getevents on the same context.
 */
public final class AioRing {
  /** What {@link #available} tells when the ring's indexes make no sense at the moment. */
  public static final int UNSURE = -1;

  private static final VarHandle FIELD =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final ByteBuffer ring;
  private final int places;
  private int head;

  private AioRing(ByteBuffer ring, int places) {
    this.ring = ring;
    this.places = places;
  }

  /** The ring of a context; null if its form isn't known here. */
  static AioRing of(LinuxSyscalls syscalls, long contextId) {
    ByteBuffer header = syscalls.view(contextId, AioAbi.RING_HEADER_BYTES);
    int places = header.getInt(AioAbi.RING_EVENTS_OFFSET);
    if (header.getInt(AioAbi.RING_MAGIC_OFFSET) != AioAbi.RING_MAGIC
        || header.getInt(AioAbi.RING_INCOMPATIBLE_OFFSET) != 0
        || header.getInt(AioAbi.RING_HEADER_LENGTH_OFFSET) != AioAbi.RING_HEADER_BYTES
        || places < 1) {
      return null;
    }
    long bytes = AioAbi.RING_HEADER_BYTES + (long) places * AioAbi.EVENT_BYTES;
    return of(syscalls.view(contextId, Math.toIntExact(bytes)));
  }

  /** The same on memory that has a ring's form. */
  static AioRing of(ByteBuffer memory) {
    return new AioRing(memory, memory.getInt(AioAbi.RING_EVENTS_OFFSET));
  }

  /** Completions that can be taken now; {@link #UNSURE} if only io_getevents can tell. */
  public int available() {
    head = ring.getInt(AioAbi.RING_HEAD_OFFSET);
    int tail = (int) FIELD.getAcquire(ring, AioAbi.RING_TAIL_OFFSET);
    if (head < 0 || head >= places || tail < 0 || tail >= places) {
      return UNSURE;
    }
    int count = tail - head;
    return count < 0 ? count + places : count;
  }

  /** The data of the {@code i}-th of those available: the index of its iocb. */
  public int index(int i) {
    return (int) ring.getLong(place(i) + AioAbi.EVENT_DATA);
  }

  /** How the {@code i}-th ended: bytes transferred, or a negated errno. */
  public long result(int i) {
    return ring.getLong(place(i) + AioAbi.EVENT_RESULT);
  }

  private int place(int i) {
    int place = head + i;
    return AioAbi.RING_HEADER_BYTES
        + (place < places ? place : place - places) * AioAbi.EVENT_BYTES;
  }

  /** Gives the places of the first {@code count} available back to the kernel. */
  public void release(int count) {
    int next = head + count;
    FIELD.setRelease(ring, AioAbi.RING_HEAD_OFFSET, next < places ? next : next - places);
  }
}
