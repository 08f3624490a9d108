package io.aiorevisited.engines.linux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Binds the system calls by JNA's direct mapping.
 *
 * <p>Primitives only: interface mapping, varargs, structures and pointers each cost JNA an
 * allocation or a look-up per call. Calls without a wrapper in the C library go through {@code
 * syscall}, declared with a fixed number of arguments, which x86-64 and arm64 Linux pass the same
 * way.
 */
final class JnaSyscalls implements LinuxSyscalls {
  static final JnaSyscalls INSTANCE = new JnaSyscalls(Architecture.current());

  private final long ioSetupNumber;
  private final long ioDestroyNumber;
  private final long ioSubmitNumber;
  private final long ioGeteventsNumber;
  private final long gettidNumber;

  private JnaSyscalls(Architecture architecture) {
    ioSetupNumber = architecture.ioSetupNumber;
    ioDestroyNumber = architecture.ioDestroyNumber;
    ioSubmitNumber = architecture.ioSubmitNumber;
    ioGeteventsNumber = architecture.ioGeteventsNumber;
    gettidNumber = architecture.gettidNumber;
    Native.register(LibC.class, "c");
  }

  /** The C library's functions by their own names. */
  private static final class LibC {
    private LibC() {}

    static native long pread64(int fd, long buffer, long count, long offset);

    static native long pwrite64(int fd, long buffer, long count, long offset);

    static native long read(int fd, long buffer, long count);

    static native long write(int fd, long buffer, long count);

    static native long syscall(long number, long a, long b, long c);

    static native long syscall(long number, long a, long b, long c, long d, long e);

    static native long syscall(long number, long a, long b, long c, long d, long e, long f);

    static native int epoll_wait(int epollFd, long events, int maxEvents, int timeoutMillis);

    static native int eventfd(int initialValue, int flags);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epollFd, int operation, int fd, long event);

    static native int open(byte[] path, int flags, int mode);

    static native int close(int fd);

    static native int fsync(int fd);

    static native int fallocate(int fd, int mode, long offset, long length);

    static native int ftruncate(int fd, long length);

    static native int sched_getaffinity(int tid, long bytes, long mask);

    static native int sched_setaffinity(int tid, long bytes, long mask);

    static native int clock_gettime(int clock, long timespec);

    static native int getrusage(int who, long rusage);

    static native long mmap(long address, long length, int protection, int flags, int fd, long o);

    static native int munmap(long address, long length);

    static native int madvise(long address, long length, int advice);

    static native int getpagesize();
  }

  @Override
  public int errno() {
    return Native.getLastError();
  }

  @Override
  public long pread64(int fd, long buffer, long count, long offset) {
    return LibC.pread64(fd, buffer, count, offset);
  }

  @Override
  public long pwrite64(int fd, long buffer, long count, long offset) {
    return LibC.pwrite64(fd, buffer, count, offset);
  }

  @Override
  public long read(int fd, long buffer, long count) {
    return LibC.read(fd, buffer, count);
  }

  @Override
  public long write(int fd, long buffer, long count) {
    return LibC.write(fd, buffer, count);
  }

  @Override
  public long ioSubmit(long context, long count, long iocbPointers) {
    return LibC.syscall(ioSubmitNumber, context, count, iocbPointers);
  }

  @Override
  public long ioGetevents(long context, long min, long max, long events, long timeout) {
    return LibC.syscall(ioGeteventsNumber, context, min, max, events, timeout);
  }

  @Override
  public int epollWait(int epollFd, long events, int maxEvents, int timeoutMillis) {
    return LibC.epoll_wait(epollFd, events, maxEvents, timeoutMillis);
  }

  @Override
  public int ioUringEnter(
      int ring, int toSubmit, int minComplete, int flags, long argument, long argumentBytes) {
    return (int)
        LibC.syscall(
            Architecture.IO_URING_ENTER_NUMBER,
            ring,
            toSubmit,
            minComplete,
            flags,
            argument,
            argumentBytes);
  }

  @Override
  public int ioUringSetup(int entries, long params) {
    return (int) LibC.syscall(Architecture.IO_URING_SETUP_NUMBER, entries, params, 0);
  }

  @Override
  public int ioUringRegister(int ring, int operation, long argument, int count) {
    return (int)
        LibC.syscall(Architecture.IO_URING_REGISTER_NUMBER, ring, operation, argument, count, 0);
  }

  @Override
  public long ioSetup(int events, long contextPointer) {
    return LibC.syscall(ioSetupNumber, events, contextPointer, 0);
  }

  @Override
  public long ioDestroy(long context) {
    return LibC.syscall(ioDestroyNumber, context, 0, 0);
  }

  @Override
  public int eventfd(int initialValue, int flags) {
    return LibC.eventfd(initialValue, flags);
  }

  @Override
  public int epollCreate1(int flags) {
    return LibC.epoll_create1(flags);
  }

  @Override
  public int epollCtl(int epollFd, int operation, int fd, long event) {
    return LibC.epoll_ctl(epollFd, operation, fd, event);
  }

  @Override
  public int open(String path, int flags, int mode) {
    return LibC.open(terminated(path), flags, mode);
  }

  @Override
  public int close(int fd) {
    return LibC.close(fd);
  }

  @Override
  public int fsync(int fd) {
    return LibC.fsync(fd);
  }

  @Override
  public int fallocate(int fd, int mode, long offset, long length) {
    return LibC.fallocate(fd, mode, offset, length);
  }

  @Override
  public int ftruncate(int fd, long length) {
    return LibC.ftruncate(fd, length);
  }

  @Override
  public int gettid() {
    // The C library has a wrapper only since glibc 2.30.
    return (int) LibC.syscall(gettidNumber, 0, 0, 0);
  }

  @Override
  public int schedGetaffinity(int tid, long bytes, long mask) {
    return LibC.sched_getaffinity(tid, bytes, mask);
  }

  @Override
  public int schedSetaffinity(int tid, long bytes, long mask) {
    return LibC.sched_setaffinity(tid, bytes, mask);
  }

  @Override
  public int clockGettime(int clock, long timespec) {
    return LibC.clock_gettime(clock, timespec);
  }

  @Override
  public int getrusage(int who, long rusage) {
    return LibC.getrusage(who, rusage);
  }

  @Override
  public long mmap(long address, long length, int protection, int flags, int fd, long offset) {
    return LibC.mmap(address, length, protection, flags, fd, offset);
  }

  @Override
  public int munmap(long address, long length) {
    return LibC.munmap(address, length);
  }

  @Override
  public int madvise(long address, long length, int advice) {
    return LibC.madvise(address, length, advice);
  }

  @Override
  public int pageSize() {
    return LibC.getpagesize();
  }

  @Override
  public ByteBuffer view(long address, int length) {
    return new Pointer(address).getByteBuffer(0, length);
  }

  /** The path in the encoding that the JDK itself uses for file names, ended by a zero byte. */
  static byte[] terminated(String path) {
    byte[] bytes = path.getBytes(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    return Arrays.copyOf(bytes, bytes.length + 1);
  }
}
