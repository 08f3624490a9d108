package io.aiorevisited.engines.uring;

import io.aiorevisited.engines.BufferMemory;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import io.aiorevisited.engines.linux.SyscallException;
import java.nio.ByteBuffer;

/**
 * What is made known to an io_uring beforehand, so that it need not be looked up or pinned for each
 * request: buffers, the file, the ring's own descriptor. Closing the ring takes it back.
 */
final class Registration {
  /** Most bytes of one registered buffer. */
  private static final long MOST_BUFFER_BYTES = 1L << 30;

  private final int slotsPerBuffer;
  private final int ringIndex;

  private Registration(int slotsPerBuffer, int ringIndex) {
    this.slotsPerBuffer = slotsPerBuffer;
    this.ringIndex = ringIndex;
  }

  /**
   * Registers everything; the ring's descriptor only where the kernel can (since 5.18).
   *
   * @param ring descriptor
   * @param fd file that becomes registered file 0
   * @param memory buffers of all slots, one after the other
   * @param slotBytes from the start of one slot's buffer to that of the next
   * @param slots number of slots
   * @throws SyscallException if the kernel refuses, with ENOMEM if the limit of locked memory is
   *     too small
   */
  static Registration of(
      LinuxSyscalls syscalls, int ring, int fd, BufferMemory memory, long slotBytes, int slots) {
    int slotsPerBuffer = (int) Math.max(1, Math.min(slots, MOST_BUFFER_BYTES / slotBytes));
    int buffers = (slots + slotsPerBuffer - 1) / slotsPerBuffer;
    long bytes = Math.max((long) buffers * UringAbi.IOVEC_BYTES, UringAbi.UPDATE_BYTES);
    try (NativeMemory argument = NativeMemory.map(syscalls, bytes)) {
      ByteBuffer view = argument.view();
      for (int i = 0; i < buffers; i++) {
        int here = Math.min(slotsPerBuffer, slots - i * slotsPerBuffer);
        view.putLong(
            i * UringAbi.IOVEC_BYTES, memory.address() + (long) i * slotsPerBuffer * slotBytes);
        view.putLong(i * UringAbi.IOVEC_BYTES + Long.BYTES, here * slotBytes);
      }
      register(
          syscalls,
          ring,
          UringAbi.REGISTER_BUFFERS,
          argument,
          buffers,
          slots * slotBytes + " bytes of buffers");
      view.putInt(0, fd);
      register(syscalls, ring, UringAbi.REGISTER_FILES, argument, 1, "a file");
      view.putInt(0, -1).putInt(4, 0).putLong(8, ring);
      int registered =
          syscalls.ioUringRegister(ring, UringAbi.REGISTER_RING_FDS, argument.address(), 1);
      return new Registration(slotsPerBuffer, registered == 1 ? view.getInt(0) : -1);
    }
  }

  private static void register(
      LinuxSyscalls syscalls, int ring, int operation, NativeMemory list, int count, String what) {
    if (syscalls.ioUringRegister(ring, operation, list.address(), count) == -1) {
      int errno = syscalls.errno();
      throw new SyscallException("io_uring_register", what, errno, advice(errno));
    }
  }

  private static String advice(int errno) {
    return errno == Errno.ENOMEM.number()
        ? "the limit of locked memory is too small: raise it (ulimit -l unlimited, or memlock in"
            + " /etc/security/limits.conf), use a smaller depth or block size, or the engine uring,"
            + " which registers nothing"
        : "";
  }

  /** Index of the registered buffer that a slot's buffer lies in. */
  int bufferIndex(int slot) {
    return slot / slotsPerBuffer;
  }

  /** Whether the ring's descriptor is registered. */
  boolean hasRing() {
    return ringIndex >= 0;
  }

  /** By what io_uring_enter is told the ring where {@link #hasRing}. */
  int ringIndex() {
    return ringIndex;
  }
}
