package io.aiorevisited.engines.linux;

import java.nio.ByteBuffer;

/** Passes every call on to Linux; a test overrides those in which it makes a fault. */
public class ForwardingSyscalls implements LinuxSyscalls {
  private final LinuxSyscalls linux = LinuxSyscalls.host();
  private final ThreadLocal<Integer> injected = new ThreadLocal<>();

  /** Makes the call under way fail: returns -1, and errno tells {@code cause} once. */
  protected final int fail(Errno cause) {
    injected.set(cause.number());
    return -1;
  }

  @Override
  public int errno() {
    Integer number = injected.get();
    injected.remove();
    return number == null ? linux.errno() : number;
  }

  @Override
  public long pread64(int fd, long buffer, long count, long offset) {
    return linux.pread64(fd, buffer, count, offset);
  }

  @Override
  public long pwrite64(int fd, long buffer, long count, long offset) {
    return linux.pwrite64(fd, buffer, count, offset);
  }

  @Override
  public long read(int fd, long buffer, long count) {
    return linux.read(fd, buffer, count);
  }

  @Override
  public long write(int fd, long buffer, long count) {
    return linux.write(fd, buffer, count);
  }

  @Override
  public long ioSubmit(long context, long count, long iocbPointers) {
    return linux.ioSubmit(context, count, iocbPointers);
  }

  @Override
  public long ioGetevents(long context, long min, long max, long events, long timeout) {
    return linux.ioGetevents(context, min, max, events, timeout);
  }

  @Override
  public int epollWait(int epollFd, long events, int maxEvents, int timeoutMillis) {
    return linux.epollWait(epollFd, events, maxEvents, timeoutMillis);
  }

  @Override
  public int ioUringEnter(
      int ring, int toSubmit, int minComplete, int flags, long argument, long argumentBytes) {
    return linux.ioUringEnter(ring, toSubmit, minComplete, flags, argument, argumentBytes);
  }

  @Override
  public int ioUringSetup(int entries, long params) {
    return linux.ioUringSetup(entries, params);
  }

  @Override
  public int ioUringRegister(int ring, int operation, long argument, int count) {
    return linux.ioUringRegister(ring, operation, argument, count);
  }

  @Override
  public long ioSetup(int events, long contextPointer) {
    return linux.ioSetup(events, contextPointer);
  }

  @Override
  public long ioDestroy(long context) {
    return linux.ioDestroy(context);
  }

  @Override
  public int eventfd(int initialValue, int flags) {
    return linux.eventfd(initialValue, flags);
  }

  @Override
  public int epollCreate1(int flags) {
    return linux.epollCreate1(flags);
  }

  @Override
  public int epollCtl(int epollFd, int operation, int fd, long event) {
    return linux.epollCtl(epollFd, operation, fd, event);
  }

  @Override
  public int open(String path, int flags, int mode) {
    return linux.open(path, flags, mode);
  }

  @Override
  public int close(int fd) {
    return linux.close(fd);
  }

  @Override
  public int fsync(int fd) {
    return linux.fsync(fd);
  }

  @Override
  public int fallocate(int fd, int mode, long offset, long length) {
    return linux.fallocate(fd, mode, offset, length);
  }

  @Override
  public int ftruncate(int fd, long length) {
    return linux.ftruncate(fd, length);
  }

  @Override
  public long mmap(long address, long length, int protection, int flags, int fd, long offset) {
    return linux.mmap(address, length, protection, flags, fd, offset);
  }

  @Override
  public int munmap(long address, long length) {
    return linux.munmap(address, length);
  }

  @Override
  public int madvise(long address, long length, int advice) {
    return linux.madvise(address, length, advice);
  }

  @Override
  public int pageSize() {
    return linux.pageSize();
  }

  @Override
  public ByteBuffer view(long address, int length) {
    return linux.view(address, length);
  }

  @Override
  public int gettid() {
    return linux.gettid();
  }

  @Override
  public int schedGetaffinity(int tid, long bytes, long mask) {
    return linux.schedGetaffinity(tid, bytes, mask);
  }

  @Override
  public int schedSetaffinity(int tid, long bytes, long mask) {
    return linux.schedSetaffinity(tid, bytes, mask);
  }

  @Override
  public int clockGettime(int clock, long timespec) {
    return linux.clockGettime(clock, timespec);
  }

  @Override
  public int getrusage(int who, long rusage) {
    return linux.getrusage(who, rusage);
  }
}
