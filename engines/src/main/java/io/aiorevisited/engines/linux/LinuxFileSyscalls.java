package io.aiorevisited.engines.linux;

/**
 * System calls that look at a file or a device around the I/O, never during it.
 *
 * <p>As in {@link LinuxSyscalls}, every call passes on what the C library returns: -1 for a
 * failure, and then {@link #errno} tells which. ENOSYS means that this kernel has no such call.
 * Memory is passed by address; sizes are bytes.
 */
public interface LinuxFileSyscalls {

  /** The binding in use on this machine; loaded at the first call. */
  static LinuxFileSyscalls host() {
    return JnaFileSyscalls.INSTANCE;
  }

  /**
   * The error number that the calling thread's last failed call of this interface left. Each
   * binding keeps its own: that of {@link LinuxSyscalls} does not have it.
   */
  int errno();

  /** Asks a device or a file system by {@code request}, with a number or an address. */
  int ioctl(int fd, long request, long argument);

  /** Moves the file position, or finds data and holes; the new position, or -1. */
  long lseek(int fd, long offset, int whence);

  /**
   * Writes the 256 bytes of {@code struct statx} to {@code buffer}. Since Linux 4.11.
   *
   * @param directoryFd directory that a relative path starts from; the file itself where the path
   *     is empty and {@code flags} has AT_EMPTY_PATH
   */
  int statx(int directoryFd, String path, int flags, int mask, long buffer);

  /** Reads into the iovecs given, by RWF_ flags; bytes read, or -1. Since Linux 4.6. */
  long preadv2(int fd, long iovecs, int count, long offset, int flags);

  /** Writes from the iovecs given, by RWF_ flags; bytes written, or -1. Since Linux 4.6. */
  long pwritev2(int fd, long iovecs, int count, long offset, int flags);

  /** Counts the page cache's pages of a range into a {@code struct cachestat}. Since Linux 6.5. */
  int cachestat(int fd, long range, long cachestat, int flags);

  /** Tells for each page of a mapping whether it is in memory: one byte a page at {@code pages}. */
  int mincore(long address, long length, long pages);

  /**
   * Tells the kernel what a range of a file is needed for.
   *
   * @param length bytes; 0 for all up to the end
   * @return 0, or the errno itself: the C library leaves {@code errno} as it is
   */
  int posixFadvise(int fd, long offset, long length, int advice);
}
