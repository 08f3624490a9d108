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
  private static final int PROT_NONE = 0;
  private static final int PROT_READ_WRITE = 0x1 | 0x2;
  private static final int MAP_SHARED = 0x1;
  private static final int MAP_FIXED = 0x10;
  private static final int MAP_PRIVATE_ANONYMOUS = 0x2 | 0x20;
  private static final int MAP_POPULATE = 0x8000;
  private static final int MADV_HUGEPAGE = 14;
  private static final int MADV_NOHUGEPAGE = 15;
  private static final int MFD_CLOEXEC = 1;
  private static final int MFD_HUGETLB_2MB = 4 | 21 << 26;
  private static final int NO_FILE = -1;

  /** Bytes of a transparent huge page on x86-64, and on AArch64 with pages of 4 KiB. */
  public static final long HUGE_PAGE_BYTES = 2 << 20;

  private final LinuxSyscalls syscalls;
  private final long mappedAddress;
  private final long mappedBytes;
  private final long address;
  private final long bytes;
  private final int fd;
  private boolean closed;

  private NativeMemory(
      LinuxSyscalls syscalls,
      long mappedAddress,
      long mappedBytes,
      long address,
      long bytes,
      int fd) {
    this.syscalls = syscalls;
    this.mappedAddress = mappedAddress;
    this.mappedBytes = mappedBytes;
    this.address = address;
    this.bytes = bytes;
    this.fd = fd;
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
    long address = mmap(syscalls, rounded, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS | MAP_POPULATE);
    return new NativeMemory(syscalls, address, rounded, address, rounded, NO_FILE);
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
    long rounded = roundUpToHugePages(bytes);
    long mapped = rounded + HUGE_PAGE_BYTES;
    long mappedAddress = mmap(syscalls, mapped, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS);
    long address = nextHugePage(mappedAddress);
    return new NativeMemory(syscalls, mappedAddress, mapped, address, rounded, NO_FILE)
        .prepared(huge);
  }

  /**
   * Maps memory for buffers that another process can map, too, by the descriptor {@link #sharedFd},
   * from a multiple of {@link #HUGE_PAGE_BYTES} on, every page touched. It has no name, and is gone
   * when both processes have let it go.
   *
   * @param bytes size, at least 1; rounded up to whole huge pages
   * @param huge whether huge pages are asked for: those of the host's pool if enough of it is free,
   *     else transparent ones, which the kernel gives to shared memory only where {@code
   *     transparent_hugepage/shmem_enabled} allows it
   * @throws SyscallException if there is not enough memory
   */
  public static NativeMemory mapShared(LinuxSyscalls syscalls, long bytes, boolean huge) {
    long rounded = roundUpToHugePages(bytes);
    long mapped = rounded + HUGE_PAGE_BYTES;
    long mappedAddress = mmap(syscalls, mapped, PROT_NONE, MAP_PRIVATE_ANONYMOUS);
    long address = nextHugePage(mappedAddress);
    int fd = huge ? mapFile(syscalls, address, rounded, MFD_CLOEXEC | MFD_HUGETLB_2MB) : NO_FILE;
    if (fd == NO_FILE) {
      fd = mapFile(syscalls, address, rounded, MFD_CLOEXEC);
    }
    if (fd == NO_FILE) {
      int errno = syscalls.errno();
      syscalls.munmap(mappedAddress, mapped);
      throw outOfMemory(rounded, errno);
    }
    return new NativeMemory(syscalls, mappedAddress, mapped, address, rounded, fd).prepared(huge);
  }

  /** The descriptor of a new file that is mapped at {@code address}, or NO_FILE. */
  private static int mapFile(LinuxSyscalls syscalls, long address, long bytes, int flags) {
    int fd = LinuxSharingSyscalls.host().memfdCreate("aio-revisited", flags);
    if (fd == -1) {
      return NO_FILE;
    }
    if (syscalls.ftruncate(fd, bytes) == -1
        || syscalls.mmap(address, bytes, PROT_READ_WRITE, MAP_SHARED | MAP_FIXED, fd, 0) == -1) {
      syscalls.close(fd);
      return NO_FILE;
    }
    return fd;
  }

  private NativeMemory prepared(boolean huge) {
    // Refused (EINVAL) by a kernel that was built without, where pages are small, and for pages of
    // the host's pool, which are huge anyway.
    syscalls.madvise(address, bytes, huge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
    touch();
    return this;
  }

  private static long roundUpToHugePages(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("memory must be at least 1 byte: bytes=" + bytes);
    }
    long rounded =
        Math.multiplyExact(
            Math.addExact(bytes, HUGE_PAGE_BYTES - 1) / HUGE_PAGE_BYTES, HUGE_PAGE_BYTES);
    Math.addExact(rounded, HUGE_PAGE_BYTES); // what is mapped, so that an aligned part is in it
    return rounded;
  }

  private static long nextHugePage(long address) {
    return (address + HUGE_PAGE_BYTES - 1) / HUGE_PAGE_BYTES * HUGE_PAGE_BYTES;
  }

  private static long mmap(LinuxSyscalls syscalls, long bytes, int protection, int flags) {
    long address = syscalls.mmap(0, bytes, protection, flags, -1, 0);
    if (address == -1) {
      throw outOfMemory(bytes, syscalls.errno());
    }
    return address;
  }

  private static SyscallException outOfMemory(long bytes, int errno) {
    return new SyscallException(
        "mmap", bytes + " bytes of memory", errno, "use a smaller depth or block");
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

  /** The descriptor by which another process maps the same memory, from its offset 0 on. */
  public int sharedFd() {
    if (fd == NO_FILE) {
      throw new IllegalStateException("the memory is this process's alone: address=" + address);
    }
    return fd;
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
    int unmapped = syscalls.munmap(mappedAddress, mappedBytes);
    int errno = unmapped == -1 ? syscalls.errno() : 0;
    if (fd != NO_FILE) {
      syscalls.close(fd);
    }
    if (unmapped == -1) {
      throw new SyscallException("munmap", mappedBytes + " bytes of memory", errno, "");
    }
  }
}
