package io.aiorevisited.engines.linux;

import java.nio.ByteBuffer;

/**
 * Page-aligned memory outside the Java heap, freed by {@link #close} and by nothing else.
 *
 * <p>The kernel writes into it while no Java object may refer to it, so the collector must have no
 * say: it is an anonymous mapping, not a direct buffer with a cleaner. All pages are present from
 * the start, so that the first pass takes no page faults.
 */
public final class NativeMemory implements AutoCloseable {
  private static final int PROT_READ_WRITE = 0x1 | 0x2;
  private static final int MAP_PRIVATE_ANONYMOUS_POPULATE = 0x2 | 0x20 | 0x8000;

  private final LinuxSyscalls syscalls;
  private final long address;
  private final long bytes;
  private boolean closed;

  private NativeMemory(LinuxSyscalls syscalls, long address, long bytes) {
    this.syscalls = syscalls;
    this.address = address;
    this.bytes = bytes;
  }

  /**
   * Maps zeroed memory.
   *
   * @param bytes size, at least 1; rounded up to whole pages
   * @throws SyscallException if there is not enough memory
   */
  public static NativeMemory map(LinuxSyscalls syscalls, long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("memory must be at least 1 byte: bytes=" + bytes);
    }
    long rounded = roundUpToPages(syscalls, bytes);
    long address =
        syscalls.mmap(0, rounded, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS_POPULATE, -1, 0);
    if (address == -1) {
      throw new SyscallException(
          "mmap", rounded + " bytes of memory", syscalls.errno(), "use a smaller depth or block");
    }
    return new NativeMemory(syscalls, address, rounded);
  }

  /** The least multiple of the page size that holds {@code bytes}. */
  public static long roundUpToPages(LinuxSyscalls syscalls, long bytes) {
    long page = syscalls.pageSize();
    return Math.multiplyExact(Math.addExact(bytes, page - 1) / page, page);
  }

  /** Address of the first byte, a multiple of the page size. */
  public long address() {
    return address;
  }

  /** Size in bytes, a multiple of the page size. */
  public long bytes() {
    return bytes;
  }

  /**
   * Shows a part as a direct buffer in native byte order. Using it after {@link #close} crashes the
   * JVM.
   *
   * @throws IllegalArgumentException if the part is not inside
   * @throws IllegalStateException if the memory is freed already
   */
  public ByteBuffer view(long offset, int length) {
    if (closed) {
      throw new IllegalStateException("the memory is freed already: address=" + address);
    }
    if (offset < 0 || length < 0 || offset > bytes - length) {
      throw new IllegalArgumentException(
          "the view must be inside the memory: offset="
              + offset
              + " length="
              + length
              + " bytes="
              + bytes);
    }
    return syscalls.view(address + offset, length);
  }

  /** Shows all of it; for memory below 2 GiB. */
  public ByteBuffer view() {
    return view(0, Math.toIntExact(bytes));
  }

  /** Gives the memory back. Idempotent. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (syscalls.munmap(address, bytes) == -1) {
      throw new SyscallException("munmap", bytes + " bytes of memory", syscalls.errno(), "");
    }
  }
}
