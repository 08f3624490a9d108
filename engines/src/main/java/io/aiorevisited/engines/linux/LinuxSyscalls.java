package io.aiorevisited.engines.linux;

import java.nio.ByteBuffer;

/**
 * The system calls that the engines make: one seam, whatever binds it.
 *
 * <p>Every call passes on what the C library returns: -1 for a failure, and then {@link #errno}
 * tells which. Nothing is retried, translated or thrown here. Memory is passed by address; sizes
 * are bytes. Calls may block, so platform threads only.
 */
public interface LinuxSyscalls {

  /** The system calls of this machine, by {@link Binding#inUse}; loaded at the first call. */
  static LinuxSyscalls host() {
    return Binding.inUse().syscalls();
  }

  /**
   * The error number of the last failed call.
   *
   * <p>Meaningful only straight after a call that returned -1, on the same platform thread.
   */
  int errno();

  // --- The I/O path: called per request or per batch, must not allocate. ---

  /** Reads up to {@code count} bytes at {@code offset}; bytes read, 0 at end of file, or -1. */
  long pread64(int fd, long buffer, long count, long offset);

  /** Writes up to {@code count} bytes at {@code offset}; bytes written, or -1. */
  long pwrite64(int fd, long buffer, long count, long offset);

  /** Reads up to {@code count} bytes; an eventfd gives its 8-byte counter. */
  long read(int fd, long buffer, long count);

  /** Writes up to {@code count} bytes; an eventfd adds the 8-byte number to its counter. */
  long write(int fd, long buffer, long count);

  /**
   * Submits {@code count} iocbs, whose addresses stand at {@code iocbPointers}; how many the kernel
   * took, or -1 if it refused the first.
   */
  long ioSubmit(long context, long count, long iocbPointers);

  /**
   * Takes {@code min} to {@code max} completions as io_event structures at {@code events}, waiting
   * at most the timespec at {@code timeout}; how many it took, or -1.
   */
  long ioGetevents(long context, long min, long max, long events, long timeout);

  /** Waits up to {@code timeoutMillis} (-1: for ever) for ready descriptors; how many, or -1. */
  int epollWait(int epollFd, long events, int maxEvents, int timeoutMillis);

  /**
   * Submits up to {@code toSubmit} requests of an io_uring and waits for {@code minComplete}
   * completions; how many requests it took, or -1.
   *
   * @param argument address of a {@code struct io_uring_getevents_arg}, or 0
   * @param argumentBytes its size, or 0
   */
  int ioUringEnter(
      int ring, int toSubmit, int minComplete, int flags, long argument, long argumentBytes);

  // --- Setting up and taking down. ---

  /** Makes an io_uring by the {@code struct io_uring_params} given; its descriptor, or -1. */
  int ioUringSetup(int entries, long params);

  /** Registers buffers, files and the like with an io_uring; 0 or more, or -1. */
  int ioUringRegister(int ring, int operation, long argument, int count);

  /** Makes an AIO context for {@code events} requests and stores it at {@code contextPointer}. */
  long ioSetup(int events, long contextPointer);

  /** Waits for the context's requests and frees it. */
  long ioDestroy(long context);

  int eventfd(int initialValue, int flags);

  int epollCreate1(int flags);

  /** Adds, changes or removes {@code fd} by the epoll_event at {@code event}. */
  int epollCtl(int epollFd, int operation, int fd, long event);

  // --- Files. ---

  int open(String path, int flags, int mode);

  int close(int fd);

  int fsync(int fd);

  int fallocate(int fd, int mode, long offset, long length);

  int ftruncate(int fd, long length);

  // --- CPU time. ---

  /**
   * Stores the processors that thread {@code tid} (0: the calling one) may use as a bit mask of
   * {@code bytes}; 0, or -1.
   */
  int schedGetaffinity(int tid, long bytes, long mask);

  /** Lets thread {@code tid} (0: the calling one) use only the processors of a mask; 0, or -1. */
  int schedSetaffinity(int tid, long bytes, long mask);

  /** The calling thread's id as Linux counts threads. */
  int gettid();

  /** Stores the clock's time as a timespec at {@code timespec}; 0, or -1. */
  int clockGettime(int clock, long timespec);

  /** Stores the usage of {@code who} as an rusage structure at {@code rusage}; 0, or -1. */
  int getrusage(int who, long rusage);

  // --- Memory. ---

  /** Maps memory; its address, or -1. */
  long mmap(long address, long length, int protection, int flags, int fd, long offset);

  int munmap(long address, long length);

  int madvise(long address, long length, int advice);

  /** Bytes of a memory page. */
  int pageSize();

  /**
   * Shows memory as a direct buffer in native byte order. The buffer owns nothing: using it after
   * the memory is unmapped crashes the JVM.
   */
  ByteBuffer view(long address, int length);
}
