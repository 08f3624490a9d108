package io.aiorevisited.engines.linux;

import java.nio.ByteBuffer;

/**
 * A counter in the kernel that wakes a poll loop: any thread or the kernel itself adds to it, one
 * thread empties it. Doesn't block.
 */
public final class EventFd implements AutoCloseable {
  private static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
  private static final int ONE_OFFSET = 0;
  private static final int VALUE_OFFSET = 64;

  private final LinuxSyscalls syscalls;
  private final int fd;
  private final NativeMemory memory;
  private final ByteBuffer view;
  private boolean closed;

  private long drainCalls;
  private long interruptedDrains;

  private EventFd(LinuxSyscalls syscalls, int fd, NativeMemory memory) {
    this.syscalls = syscalls;
    this.fd = fd;
    this.memory = memory;
    this.view = memory.view();
    view.putLong(ONE_OFFSET, 1);
  }

  /**
   * Makes a counter that stands at zero.
   *
   * @throws SyscallException if there are too many open files
   */
  public static EventFd open(LinuxSyscalls syscalls) {
    return open(syscalls, 0);
  }

  /**
   * Makes a counter that has been signalled already: whoever waits for it is woken at once.
   *
   * @throws SyscallException if there are too many open files
   */
  public static EventFd openSignalled(LinuxSyscalls syscalls) {
    return open(syscalls, 1);
  }

  private static EventFd open(LinuxSyscalls syscalls, int value) {
    NativeMemory memory = NativeMemory.map(syscalls, VALUE_OFFSET + Long.BYTES);
    int fd = syscalls.eventfd(value, EFD_NONBLOCK_CLOEXEC);
    if (fd == -1) {
      int errno = syscalls.errno();
      memory.close();
      throw new SyscallException("eventfd", "a new counter", errno, "raise ulimit -n");
    }
    return new EventFd(syscalls, fd, memory);
  }

  /** The descriptor. */
  public int fd() {
    return fd;
  }

  /**
   * Adds 1 by one write; on any thread. A write that a signal interrupted is made again.
   *
   * @return how many write calls that took
   */
  public int signal() {
    int calls = 0;
    while (true) {
      calls++;
      if (syscalls.write(fd, memory.address() + ONE_OFFSET, Long.BYTES) != -1) {
        return calls;
      }
      int errno = syscalls.errno();
      if (errno != Errno.EINTR.number()) {
        throw new SyscallException("write", "an eventfd", errno, "");
      }
    }
  }

  /** Takes the counter and sets it to zero, by one read; 0 if it was zero. */
  public long drain() {
    while (true) {
      drainCalls++;
      if (syscalls.read(fd, memory.address() + VALUE_OFFSET, Long.BYTES) != -1) {
        return view.getLong(VALUE_OFFSET);
      }
      int errno = syscalls.errno();
      if (errno == Errno.EAGAIN.number()) {
        return 0;
      }
      if (errno != Errno.EINTR.number()) {
        throw new SyscallException("read", "an eventfd", errno, "");
      }
      interruptedDrains++;
    }
  }

  /** Read calls made. */
  public long drainCalls() {
    return drainCalls;
  }

  /** Read calls that a signal interrupted. */
  public long interruptedDrains() {
    return interruptedDrains;
  }

  /** Closes the descriptor: nobody may signal any more. Idempotent. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    int result = syscalls.close(fd);
    int errno = result == -1 ? syscalls.errno() : 0;
    memory.close();
    if (result == -1) {
      throw new SyscallException("close", "an eventfd", errno, "");
    }
  }
}
