package io.aiorevisited.engines.linux;

import java.nio.ByteBuffer;

/**
 * Waits for descriptors by epoll and runs the handler of each that is ready, on the calling thread.
 *
 * <p>Level-triggered: a handler that leaves its descriptor ready is run again by the next poll. A
 * wait that a signal interrupted (EINTR) is made again with the same timeout and counted.
 */
public final class PollLoop implements AutoCloseable {
  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final int EPOLL_CTL_ADD = 1;
  private static final int EPOLLIN = 1;

  private final LinuxSyscalls syscalls;
  private final int epollFd;
  private final NativeMemory memory;
  private final ByteBuffer events;
  private final int eventBytes;
  private final int dataOffset;
  private final Runnable[] handlers;
  private int handlerCount;
  private boolean closed;

  private long waitCalls;
  private long interruptedWaits;
  private long wakeUps;

  private PollLoop(LinuxSyscalls syscalls, int epollFd, NativeMemory memory, int maxHandlers) {
    Architecture architecture = Architecture.current();
    this.syscalls = syscalls;
    this.epollFd = epollFd;
    this.memory = memory;
    this.events = memory.view();
    this.eventBytes = architecture.epollEventBytes;
    this.dataOffset = architecture.epollDataOffset;
    this.handlers = new Runnable[maxHandlers];
  }

  /**
   * Makes a loop without descriptors.
   *
   * @param maxHandlers descriptors that it can hold
   * @throws SyscallException if there are too many open files
   */
  public static PollLoop open(LinuxSyscalls syscalls, int maxHandlers) {
    NativeMemory memory =
        NativeMemory.map(syscalls, (long) maxHandlers * Architecture.current().epollEventBytes);
    int epollFd = syscalls.epollCreate1(EPOLL_CLOEXEC);
    if (epollFd == -1) {
      int errno = syscalls.errno();
      memory.close();
      throw new SyscallException("epoll_create1", "a new poll loop", errno, "raise ulimit -n");
    }
    return new PollLoop(syscalls, epollFd, memory, maxHandlers);
  }

  /**
   * Runs {@code handler} whenever {@code fd} is readable.
   *
   * @throws IllegalStateException if the loop is full
   */
  public void add(int fd, Runnable handler) {
    if (handlerCount == handlers.length) {
      throw new IllegalStateException(
          "the poll loop holds no more descriptors: maxHandlers=" + handlers.length);
    }
    events.putInt(0, EPOLLIN);
    events.putLong(dataOffset, handlerCount);
    if (syscalls.epollCtl(epollFd, EPOLL_CTL_ADD, fd, memory.address()) == -1) {
      throw new SyscallException("epoll_ctl", "descriptor " + fd, syscalls.errno(), "");
    }
    handlers[handlerCount++] = handler;
  }

  /**
   * Waits for a descriptor and runs the handlers of those that are ready.
   *
   * @param timeoutMillis longest wait; 0 to only look, -1 to wait for ever
   * @return how many were ready, 0 after the timeout
   */
  public int poll(int timeoutMillis) {
    int ready;
    do {
      waitCalls++;
      ready = syscalls.epollWait(epollFd, memory.address(), handlers.length, timeoutMillis);
    } while (ready == -1 && wasInterrupted());
    if (ready > 0) {
      wakeUps++;
      for (int i = 0; i < ready; i++) {
        handlers[(int) events.getLong(i * eventBytes + dataOffset)].run();
      }
    }
    return ready;
  }

  private boolean wasInterrupted() {
    int errno = syscalls.errno();
    if (errno != Errno.EINTR.number()) {
      throw new SyscallException("epoll_wait", "the poll loop", errno, "");
    }
    interruptedWaits++;
    return true;
  }

  /** Wait calls made. */
  public long waitCalls() {
    return waitCalls;
  }

  /** Wait calls that a signal interrupted. */
  public long interruptedWaits() {
    return interruptedWaits;
  }

  /** Wait calls that came back with something to do. */
  public long wakeUps() {
    return wakeUps;
  }

  /** Closes the loop; its descriptors stay open. Idempotent. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    int result = syscalls.close(epollFd);
    int errno = result == -1 ? syscalls.errno() : 0;
    memory.close();
    if (result == -1) {
      throw new SyscallException("close", "the poll loop", errno, "");
    }
  }
}
