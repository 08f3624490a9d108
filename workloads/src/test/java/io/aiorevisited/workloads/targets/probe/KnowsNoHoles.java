package io.aiorevisited.workloads.targets.probe;

import io.aiorevisited.engines.linux.LinuxFileSyscalls;

/** A file system's answers to lseek where it leaves SEEK_HOLE to the kernel's generic code. */
final class KnowsNoHoles implements LinuxFileSyscalls {
  private static final int SEEK_HOLE = 4;

  private final long sizeBytes;

  KnowsNoHoles(long sizeBytes) {
    this.sizeBytes = sizeBytes;
  }

  @Override
  public long lseek(int fd, long offset, int whence) {
    return whence == SEEK_HOLE ? sizeBytes : offset;
  }

  @Override
  public int errno() {
    return 0;
  }

  @Override
  public int ioctl(int fd, long request, long argument) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int statx(int directoryFd, String path, int flags, int mask, long buffer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long preadv2(int fd, long iovecs, int count, long offset, int flags) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long pwritev2(int fd, long iovecs, int count, long offset, int flags) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int cachestat(int fd, long range, long cachestat, int flags) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int mincore(long address, long length, long pages) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int posixFadvise(int fd, long offset, long length, int advice) {
    throw new UnsupportedOperationException();
  }
}
