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
  private static final int MAP_PRIVATE_ANONYMOUS = 0x2 | 0x20;
  private static final int MAP_POPULATE = 0x8000;
  private static final int MADV_HUGEPAGE = 14;
  private static final int MADV_NOHUGEPAGE = 15;

  /** Bytes of a transparent huge page on x86-64, and on AArch64 with pages of 4 KiB. */
  public static final long HUGE_PAGE_BYTES = 2 << 20;

  private final LinuxSyscalls syscalls;
  private final long mappedAddress;
  private final long mappedBytes;
  private final long address;
  private final long bytes;
  private boolean closed;

  private NativeMemory(
      LinuxSyscalls syscalls, long mappedAddress, long mappedBytes, long address, long bytes) {
    this.syscalls = syscalls;
    this.mappedAddress = mappedAddress;
    this.mappedBytes = mappedBytes;
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
    long address = mmap(syscalls, rounded, MAP_PRIVATE_ANONYMOUS | MAP_POPULATE);
    return new NativeMemory(syscalls, address, rounded, address, rounded);
  }

  /**
   * Maps memory for buffers, from a multiple of {@link #HUGE_PAGE_BYTES} on, every page touched. A
   * kernel without transparent huge pages, or without a free one, gives small pages: what came of
   * it is told by {@link MemoryMap#hugeBytes}.
   *
   * @param bytes size, at least 1; rounded up to whole huge pages
   * @param huge whether huge pages are asked for; if not, they are declined even where the host
   *     gives them to everybody
   * @throws SyscallException if there is not enough memory
   */
  public static NativeMemory mapForBuffers(LinuxSyscalls syscalls, long bytes, boolean huge) {
    if (bytes < 1) {
      throw new IllegalArgumentException("memory must be at least 1 byte: bytes=" + bytes);
    }
    long rounded =
        Math.multiplyExact(
            Math.addExact(bytes, HUGE_PAGE_BYTES - 1) / HUGE_PAGE_BYTES, HUGE_PAGE_BYTES);
    long mapped = Math.addExact(rounded, HUGE_PAGE_BYTES);
    long mappedAddress = mmap(syscalls, mapped, MAP_PRIVATE_ANONYMOUS);
    long address = (mappedAddress + HUGE_PAGE_BYTES - 1) / HUGE_PAGE_BYTES * HUGE_PAGE_BYTES;
    NativeMemory memory = new NativeMemory(syscalls, mappedAddress, mapped, address, rounded);
    // Refused (EINVAL) by a kernel that was built without: the pages are small then.
    syscalls.madvise(address, rounded, huge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
    memory.touch();
    return memory;
  }

  private static long mmap(LinuxSyscalls syscalls, long bytes, int flags) {
    long address = syscalls.mmap(0, bytes, PROT_READ_WRITE, flags, -1, 0);
    if (address == -1) {
      throw new SyscallException(
          "mmap", bytes + " bytes of memory", syscalls.errno(), "use a smaller depth or block");
    }
    return address;
  }

  /** Has every page present before the first pass. */
  private void touch() {
    int page = syscalls.pageSize();
    for (long part = 0; part < bytes; part += HUGE_PAGE_BYTES) {
      ByteBuffer view = view(part, (int) HUGE_PAGE_BYTES);
      for (int offset = 0; offset < HUGE_PAGE_BYTES; offset += page) {
        view.put(offset, (byte) 0);
      }
    }
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
    if (syscalls.munmap(mappedAddress, mappedBytes) == -1) {
      throw new SyscallException("munmap", mappedBytes + " bytes of memory", syscalls.errno(), "");
    }
  }
}
