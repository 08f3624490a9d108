package io.aiorevisited.engines.linux;

import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Binds the system calls by the foreign-function API of Java 22 and later.
 *
 * <p>Calls of the I/O path go by handles that the JIT compiles into a direct call; the others may
 * box. Each call leaves errno in memory of the calling thread's own.
 */
final class FfmSyscalls implements LinuxSyscalls {
  static final FfmSyscalls INSTANCE = new FfmSyscalls(Architecture.current());

  private static final ThreadLocal<ErrnoCell> ERRNO = ThreadLocal.withInitial(ErrnoCell::new);

  private static final ForeignFunctions C = new ForeignFunctions();
  private static final Class<?> INT = int.class;
  private static final Class<?> LONG = long.class;

  private static final MethodHandle PREAD64 = C.bind("pread64", LONG, INT, LONG, LONG, LONG);
  private static final MethodHandle PWRITE64 = C.bind("pwrite64", LONG, INT, LONG, LONG, LONG);
  private static final MethodHandle READ = C.bind("read", LONG, INT, LONG, LONG);
  private static final MethodHandle WRITE = C.bind("write", LONG, INT, LONG, LONG);
  private static final MethodHandle EPOLL_WAIT = C.bind("epoll_wait", INT, INT, LONG, INT, INT);

  /** As JNA's: variadic in C, but passed like a function of that many arguments on Linux. */
  private static final MethodHandle SYSCALL =
      C.bind("syscall", LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG);

  private static final MethodHandle EVENTFD = C.bind("eventfd", INT, INT, INT);
  private static final MethodHandle EPOLL_CREATE1 = C.bind("epoll_create1", INT, INT);
  private static final MethodHandle EPOLL_CTL = C.bind("epoll_ctl", INT, INT, INT, INT, LONG);
  private static final MethodHandle OPEN = C.bind("open", INT, LONG, INT, INT);
  private static final MethodHandle CLOSE = C.bind("close", INT, INT);
  private static final MethodHandle FSYNC = C.bind("fsync", INT, INT);
  private static final MethodHandle FALLOCATE = C.bind("fallocate", INT, INT, INT, LONG, LONG);
  private static final MethodHandle FTRUNCATE = C.bind("ftruncate", INT, INT, LONG);
  private static final MethodHandle GET_AFFINITY =
      C.bind("sched_getaffinity", INT, INT, LONG, LONG);
  private static final MethodHandle SET_AFFINITY =
      C.bind("sched_setaffinity", INT, INT, LONG, LONG);
  private static final MethodHandle CLOCK_GETTIME = C.bind("clock_gettime", INT, INT, LONG);
  private static final MethodHandle GETRUSAGE = C.bind("getrusage", INT, INT, LONG);
  private static final MethodHandle MMAP = C.bind("mmap", LONG, LONG, LONG, INT, INT, INT, LONG);
  private static final MethodHandle MUNMAP = C.bind("munmap", INT, LONG, LONG);
  private static final MethodHandle MADVISE = C.bind("madvise", INT, LONG, LONG, INT);
  private static final MethodHandle GETPAGESIZE = C.bind("getpagesize", INT);

  private final Architecture architecture;

  private FfmSyscalls(Architecture architecture) {
    this.architecture = architecture;
  }

  /** Where a thread's calls leave errno. */
  private static final class ErrnoCell {
    private final ByteBuffer memory =
        ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
    private final Object segment = ForeignFunctions.segment(memory);
  }

  private static Object cell() {
    return ERRNO.get().segment;
  }

  private static RuntimeException unexpected(Throwable failure) {
    return new IllegalStateException("a bound function throws nothing itself", failure);
  }

  @Override
  public int errno() {
    return ERRNO.get().memory.getInt(0);
  }

  @Override
  public long pread64(int fd, long buffer, long count, long offset) {
    try {
      return (long) PREAD64.invokeExact(cell(), fd, buffer, count, offset);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public long pwrite64(int fd, long buffer, long count, long offset) {
    try {
      return (long) PWRITE64.invokeExact(cell(), fd, buffer, count, offset);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public long read(int fd, long buffer, long count) {
    try {
      return (long) READ.invokeExact(cell(), fd, buffer, count);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public long write(int fd, long buffer, long count) {
    try {
      return (long) WRITE.invokeExact(cell(), fd, buffer, count);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static long syscall(long number, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) SYSCALL.invokeExact(cell(), number, a, b, c, d, e, f);
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  @Override
  public long ioSubmit(long context, long count, long iocbPointers) {
    return syscall(architecture.ioSubmitNumber, context, count, iocbPointers, 0, 0, 0);
  }

  @Override
  public long ioGetevents(long context, long min, long max, long events, long timeout) {
    return syscall(architecture.ioGeteventsNumber, context, min, max, events, timeout, 0);
  }

  @Override
  public int epollWait(int epollFd, long events, int maxEvents, int timeoutMillis) {
    try {
      return (int) EPOLL_WAIT.invokeExact(cell(), epollFd, events, maxEvents, timeoutMillis);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public int ioUringEnter(
      int ring, int toSubmit, int minComplete, int flags, long argument, long argumentBytes) {
    return (int)
        syscall(
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
    return (int) syscall(Architecture.IO_URING_SETUP_NUMBER, entries, params, 0, 0, 0, 0);
  }

  @Override
  public int ioUringRegister(int ring, int operation, long argument, int count) {
    return (int)
        syscall(Architecture.IO_URING_REGISTER_NUMBER, ring, operation, argument, count, 0, 0);
  }

  @Override
  public long ioSetup(int events, long contextPointer) {
    return syscall(architecture.ioSetupNumber, events, contextPointer, 0, 0, 0, 0);
  }

  @Override
  public long ioDestroy(long context) {
    return syscall(architecture.ioDestroyNumber, context, 0, 0, 0, 0, 0);
  }

  @Override
  public int gettid() {
    // The C library has a wrapper only since glibc 2.30.
    return (int) syscall(architecture.gettidNumber, 0, 0, 0, 0, 0, 0);
  }

  /** Calls a function that is not on the I/O path: its arguments are boxed. */
  private static long call(MethodHandle function, Object... arguments) {
    try {
      Object[] all = new Object[arguments.length + 1];
      all[0] = cell();
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      return ((Number) function.invokeWithArguments(all)).longValue();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public int eventfd(int initialValue, int flags) {
    return (int) call(EVENTFD, initialValue, flags);
  }

  @Override
  public int epollCreate1(int flags) {
    return (int) call(EPOLL_CREATE1, flags);
  }

  @Override
  public int epollCtl(int epollFd, int operation, int fd, long event) {
    return (int) call(EPOLL_CTL, epollFd, operation, fd, event);
  }

  @Override
  public int open(String path, int flags, int mode) {
    byte[] terminated = JnaSyscalls.terminated(path);
    ByteBuffer name = ByteBuffer.allocateDirect(terminated.length).put(0, terminated);
    try {
      return (int) call(OPEN, ForeignFunctions.address(name), flags, mode);
    } finally {
      Reference.reachabilityFence(name);
    }
  }

  @Override
  public int close(int fd) {
    return (int) call(CLOSE, fd);
  }

  @Override
  public int fsync(int fd) {
    return (int) call(FSYNC, fd);
  }

  @Override
  public int fallocate(int fd, int mode, long offset, long length) {
    return (int) call(FALLOCATE, fd, mode, offset, length);
  }

  @Override
  public int ftruncate(int fd, long length) {
    return (int) call(FTRUNCATE, fd, length);
  }

  @Override
  public int schedGetaffinity(int tid, long bytes, long mask) {
    return (int) call(GET_AFFINITY, tid, bytes, mask);
  }

  @Override
  public int schedSetaffinity(int tid, long bytes, long mask) {
    return (int) call(SET_AFFINITY, tid, bytes, mask);
  }

  @Override
  public int clockGettime(int clock, long timespec) {
    return (int) call(CLOCK_GETTIME, clock, timespec);
  }

  @Override
  public int getrusage(int who, long rusage) {
    return (int) call(GETRUSAGE, who, rusage);
  }

  @Override
  public long mmap(long address, long length, int protection, int flags, int fd, long offset) {
    return call(MMAP, address, length, protection, flags, fd, offset);
  }

  @Override
  public int munmap(long address, long length) {
    return (int) call(MUNMAP, address, length);
  }

  @Override
  public int madvise(long address, long length, int advice) {
    return (int) call(MADVISE, address, length, advice);
  }

  @Override
  public int pageSize() {
    return (int) call(GETPAGESIZE);
  }

  @Override
  public ByteBuffer view(long address, int length) {
    return ForeignFunctions.buffer(address, length);
  }
}
