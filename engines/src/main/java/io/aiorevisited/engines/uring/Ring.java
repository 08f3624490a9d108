package io.aiorevisited.engines.uring;

import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.engines.parts.CloseStack;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/*
 * The two rings are memory that the kernel shares. What orders the accesses (liburing's queue.c and
 * liburing.h say the same):
 *
 *   - Entries are written, then the submission tail by a release store: a polling thread of the
 *     kernel that sees the tail sees the entries.
 *   - The completion tail is read by an acquire load, then events; the completion head is written by
 *     a release store once they have been read, which gives their places back.
 *   - With SQPOLL the tail must be seen by others before the wake-up flag is read, or both sides go
 *     to sleep: a full fence stands between.
 *
 * The submission head need not be read: there are at least as many entries as requests, and a
 * request's entry has been taken when its completion is there.
 */
/** The rings of one io_uring. Used by one thread. */
final class Ring implements AutoCloseable {
  private static final VarHandle FIELD =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final int PROT_READ_WRITE = 0x1 | 0x2;
  private static final int MAP_SHARED_POPULATE = 0x1 | 0x8000;

  private final LinuxSyscalls syscalls;
  private final CloseStack closings = new CloseStack();
  private final int fd;
  private final int setupFlags;
  private final int features;

  private final ByteBuffer rings;
  private final ByteBuffer entries;
  private final int sqTailOffset;
  private final int sqFlagsOffset;
  private final int sqMask;
  private final int cqHeadOffset;
  private final int cqTailOffset;
  private final int cqOverflowOffset;
  private final int cqEventsOffset;
  private final int cqMask;

  /** Entries written, of which the kernel may see those up to {@link #published}. */
  private int written;

  private int published;
  private int cqHead;

  /**
   * Maps the rings.
   *
   * @param fd of the ring, closed with it, or at once if mapping fails
   * @param params as io_uring_setup has filled it in
   */
  Ring(LinuxSyscalls syscalls, int fd, NativeMemory params) {
    this.syscalls = syscalls;
    this.fd = fd;
    closings.push(this::closeDescriptor);
    ByteBuffer told = params.view();
    setupFlags = told.getInt(UringAbi.PARAMS_FLAGS);
    features = told.getInt(UringAbi.PARAMS_FEATURES);
    int sqEntries = told.getInt(UringAbi.PARAMS_SQ_ENTRIES);
    int cqEntries = told.getInt(UringAbi.PARAMS_CQ_ENTRIES);
    int arrayOffset = told.getInt(UringAbi.PARAMS_SQ_ARRAY);
    cqEventsOffset = told.getInt(UringAbi.PARAMS_CQ_EVENTS);
    long ringBytes =
        Math.max(
            arrayOffset + (long) sqEntries * Integer.BYTES,
            cqEventsOffset + (long) cqEntries * UringAbi.CQE_BYTES);
    try {
      rings = map(ringBytes, UringAbi.MAP_RINGS);
      entries = map((long) sqEntries * UringAbi.SQE_BYTES, UringAbi.MAP_ENTRIES);
    } catch (RuntimeException | Error e) {
      closings.closeAfter(e);
      throw e;
    }
    sqTailOffset = told.getInt(UringAbi.PARAMS_SQ_TAIL);
    sqFlagsOffset = told.getInt(UringAbi.PARAMS_SQ_FLAGS);
    sqMask = rings.getInt(told.getInt(UringAbi.PARAMS_SQ_MASK));
    cqHeadOffset = told.getInt(UringAbi.PARAMS_CQ_HEAD);
    cqTailOffset = told.getInt(UringAbi.PARAMS_CQ_TAIL);
    cqOverflowOffset = told.getInt(UringAbi.PARAMS_CQ_OVERFLOW);
    cqMask = rings.getInt(told.getInt(UringAbi.PARAMS_CQ_MASK));
    for (int i = 0; i < sqEntries; i++) {
      rings.putInt(arrayOffset + i * Integer.BYTES, i);
    }
  }

  private ByteBuffer map(long bytes, long offset) {
    long address = syscalls.mmap(0, bytes, PROT_READ_WRITE, MAP_SHARED_POPULATE, fd, offset);
    if (address == -1) {
      throw new SyscallException(
          "mmap", "the rings of an io_uring", syscalls.errno(), "use a smaller depth");
    }
    closings.push(() -> unmap(address, bytes));
    return syscalls.view(address, Math.toIntExact(bytes));
  }

  private void unmap(long address, long bytes) {
    if (syscalls.munmap(address, bytes) == -1) {
      throw new SyscallException("munmap", "the rings of an io_uring", syscalls.errno(), "");
    }
  }

  private void closeDescriptor() {
    if (syscalls.close(fd) == -1) {
      throw new SyscallException("close", "an io_uring", syscalls.errno(), "");
    }
  }

  int fd() {
    return fd;
  }

  int setupFlags() {
    return setupFlags;
  }

  int features() {
    return features;
  }

  /** Memory of all entries, for {@link UringAbi#prepare}. */
  ByteBuffer entries() {
    return entries;
  }

  /** Takes the next entry, which the kernel doesn't see yet; its offset in {@link #entries}. */
  int nextEntry() {
    return (written++ & sqMask) * UringAbi.SQE_BYTES;
  }

  /** Lets the kernel see all entries written; how many are new to it. */
  int publish() {
    int fresh = written - published;
    if (fresh > 0) {
      published = written;
      FIELD.setRelease(rings, sqTailOffset, published);
    }
    return fresh;
  }

  /** Whether the kernel's polling thread sleeps and has to be woken for what was published. */
  boolean needsWakeup() {
    VarHandle.fullFence();
    return (flags() & UringAbi.SQ_NEED_WAKEUP) != 0;
  }

  /** Whether completions are there that only io_uring_enter brings into the ring. */
  boolean needsEnter() {
    return (flags() & (UringAbi.SQ_TASKRUN | UringAbi.SQ_CQ_OVERFLOW)) != 0;
  }

  private int flags() {
    return (int) FIELD.getOpaque(rings, sqFlagsOffset);
  }

  /** Completions in the ring. */
  int available() {
    return (int) FIELD.getAcquire(rings, cqTailOffset) - cqHead;
  }

  /** Where the next completion will be put: grows with each. */
  int completionsSeen() {
    return (int) FIELD.getAcquire(rings, cqTailOffset);
  }

  /** The user data of the {@code i}-th of those available. */
  long userData(int i) {
    return rings.getLong(event(i) + UringAbi.CQE_USER_DATA);
  }

  /** How the {@code i}-th ended: bytes transferred, or a negated errno. */
  int result(int i) {
    return rings.getInt(event(i) + UringAbi.CQE_RESULT);
  }

  private int event(int i) {
    return cqEventsOffset + ((cqHead + i) & cqMask) * UringAbi.CQE_BYTES;
  }

  /** Gives the places of the first {@code count} available back to the kernel. */
  void release(int count) {
    cqHead += count;
    FIELD.setRelease(rings, cqHeadOffset, cqHead);
  }

  /** Completions that found no place in the ring. */
  long overflows() {
    return Integer.toUnsignedLong((int) FIELD.getOpaque(rings, cqOverflowOffset));
  }

  /** Unmaps the rings and closes the descriptor: nothing may be in flight. Idempotent. */
  @Override
  public void close() {
    closings.close();
  }
}
