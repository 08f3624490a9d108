package io.aiorevisited.workloads.targets.probe;

import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxFileSyscalls;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import io.aiorevisited.engines.linux.SyscallException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How much of a file the page cache holds.
 *
 * @param cachedPages pages in the cache
 * @param pages pages of the range
 */
public record PageCacheResidency(long cachedPages, long pages) {
  private static final int RANGE_BYTES = 16;
  private static final int CACHESTAT_BYTES = 40;
  private static final int PROT_READ = 1;
  private static final int MAP_SHARED = 1;
  private static final long CHUNK_BYTES = 1L << 30;
  private static final int POSIX_FADV_DONTNEED = 4;

  /**
   * Counts the pages of the first {@code lengthBytes} of an open file or device, by cachestat, or
   * by mincore where the kernel has no cachestat.
   *
   * @param fd open for reading
   * @return empty where this kernel or user may know neither
   * @throws SyscallException if it can't be looked at
   */
  public static Optional<PageCacheResidency> of(int fd, long lengthBytes) {
    return of(LinuxSyscalls.host(), LinuxFileSyscalls.host(), fd, lengthBytes);
  }

  static Optional<PageCacheResidency> of(
      LinuxSyscalls syscalls, LinuxFileSyscalls fileSyscalls, int fd, long lengthBytes) {
    long pages = NativeMemory.roundUpToPages(syscalls, lengthBytes) / syscalls.pageSize();
    try (NativeMemory memory = NativeMemory.map(syscalls, RANGE_BYTES + CACHESTAT_BYTES)) {
      ByteBuffer view = memory.view();
      view.putLong(0, 0).putLong(Long.BYTES, lengthBytes);
      long answer = memory.address() + RANGE_BYTES;
      if (fileSyscalls.cachestat(fd, memory.address(), answer, 0) == 0) {
        return Optional.of(new PageCacheResidency(view.getLong(RANGE_BYTES), pages));
      }
      int errno = fileSyscalls.errno();
      if (errno == Errno.EPERM.number()) {
        return Optional.empty();
      }
      if (errno != Errno.ENOSYS.number()) {
        throw new SyscallException("cachestat", "descriptor " + fd, errno, "");
      }
    }
    return Optional.of(byMincore(syscalls, fileSyscalls, fd, lengthBytes, pages));
  }

  private static PageCacheResidency byMincore(
      LinuxSyscalls syscalls,
      LinuxFileSyscalls fileSyscalls,
      int fd,
      long lengthBytes,
      long pages) {
    long cached = 0;
    for (long offset = 0; offset < lengthBytes; offset += CHUNK_BYTES) {
      long bytes = Math.min(CHUNK_BYTES, lengthBytes - offset);
      long mapping = syscalls.mmap(0, bytes, PROT_READ, MAP_SHARED, fd, offset);
      if (mapping == -1) {
        throw new SyscallException("mmap", "descriptor " + fd, syscalls.errno(), "");
      }
      try {
        cached += residentPages(syscalls, fileSyscalls, mapping, bytes);
      } finally {
        syscalls.munmap(mapping, bytes);
      }
    }
    return new PageCacheResidency(cached, pages);
  }

  private static long residentPages(
      LinuxSyscalls syscalls, LinuxFileSyscalls fileSyscalls, long mapping, long bytes) {
    int pages = Math.toIntExact(NativeMemory.roundUpToPages(syscalls, bytes) / syscalls.pageSize());
    try (NativeMemory vector = NativeMemory.map(syscalls, pages)) {
      if (fileSyscalls.mincore(mapping, bytes, vector.address()) == -1) {
        throw new SyscallException("mincore", bytes + " bytes", fileSyscalls.errno(), "");
      }
      ByteBuffer states = vector.view(0, pages);
      long resident = 0;
      for (int i = 0; i < pages; i++) {
        resident += states.get(i) & 1;
      }
      return resident;
    }
  }

  /**
   * Has the page cache forget what it holds of an open file or device, but for pages that are not
   * written yet or that somebody else uses.
   *
   * @throws SyscallException if the kernel refuses
   */
  public static void drop(int fd) {
    int errno = LinuxFileSyscalls.host().posixFadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    if (errno != 0) {
      throw new SyscallException("posix_fadvise", "descriptor " + fd, errno, "");
    }
  }

  /** Share of the range that is in the cache, 0 to 1. */
  public double share() {
    return pages == 0 ? 0 : (double) cachedPages / pages;
  }
}
