package io.aiorevisited.engines.linux;

import com.sun.jna.Native;

/** Binds {@link LinuxFileSyscalls} by JNA's direct mapping, as {@link JnaSyscalls} does. */
final class JnaFileSyscalls implements LinuxFileSyscalls {
  static final JnaFileSyscalls INSTANCE = new JnaFileSyscalls(Numbers.of(Architecture.current()));

  /** The same on both architectures: numbers above 423 are given out once for all. */
  private static final int CACHESTAT_NUMBER = 451;

  private final Numbers numbers;

  private JnaFileSyscalls(Numbers numbers) {
    this.numbers = numbers;
    Native.register(LibC.class, "c");
    Native.register(LibCPath.class, "c");
  }

  /** Numbers from the same tables as {@link Architecture}'s. */
  private record Numbers(int ioctl, int statx, int preadv2, int pwritev2) {

    static Numbers of(Architecture architecture) {
      return switch (architecture) {
        case X86_64 -> new Numbers(16, 332, 327, 328);
        case AARCH64 -> new Numbers(29, 291, 286, 287);
      };
    }
  }

  /*
   * By number, not by name: older C libraries lack statx and preadv2, and JNA binds all or none.
   * ioctl is variadic in C, but takes one argument here, which goes the same way as in syscall.
   */
  private static final class LibC {
    private LibC() {}

    static native long syscall(long number, long a, long b, long c, long d, long e, long f);

    static native long lseek64(int fd, long offset, int whence);

    static native int mincore(long address, long length, long pages);

    static native int posix_fadvise(int fd, long offset, long length, int advice);
  }

  /** The same function with a path: direct mapping has no overloads within a class. */
  private static final class LibCPath {
    private LibCPath() {}

    static native long syscall(long number, long a, byte[] path, long c, long d, long e);
  }

  @Override
  public int errno() {
    return Native.getLastError();
  }

  @Override
  public int ioctl(int fd, long request, long argument) {
    return (int) LibC.syscall(numbers.ioctl, fd, request, argument, 0, 0, 0);
  }

  @Override
  public long lseek(int fd, long offset, int whence) {
    return LibC.lseek64(fd, offset, whence);
  }

  @Override
  public int statx(int directoryFd, String path, int flags, int mask, long buffer) {
    return (int)
        LibCPath.syscall(
            numbers.statx, directoryFd, JnaSyscalls.terminated(path), flags, mask, buffer);
  }

  @Override
  public long preadv2(int fd, long iovecs, int count, long offset, int flags) {
    return LibC.syscall(numbers.preadv2, fd, iovecs, count, offset, 0, flags);
  }

  @Override
  public long pwritev2(int fd, long iovecs, int count, long offset, int flags) {
    return LibC.syscall(numbers.pwritev2, fd, iovecs, count, offset, 0, flags);
  }

  @Override
  public int cachestat(int fd, long range, long cachestat, int flags) {
    return (int) LibC.syscall(CACHESTAT_NUMBER, fd, range, cachestat, flags, 0, 0);
  }

  @Override
  public int mincore(long address, long length, long pages) {
    return LibC.mincore(address, length, pages);
  }

  @Override
  public int posixFadvise(int fd, long offset, long length, int advice) {
    return LibC.posix_fadvise(fd, offset, length, advice);
  }
}
