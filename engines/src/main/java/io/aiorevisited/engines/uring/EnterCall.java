package io.aiorevisited.engines.uring;

import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import io.aiorevisited.engines.linux.SyscallException;
import java.nio.ByteBuffer;
import java.util.Map;

/** Makes and counts the calls of io_uring_enter on one ring. */
final class EnterCall implements AutoCloseable {
  /** What {@link #enter} gives if the kernel took nothing for lack of resources. */
  static final int HELD_BACK = -1;

  static final String NAME = "io_uring_enter";

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int TIMESPEC_BYTES = 16;

  private final LinuxSyscalls syscalls;
  private final int ring;
  private final int alwaysFlags;
  private final NativeMemory wait;
  private final ByteBuffer waitView;

  private long calls;
  private long partial;
  private long again;
  private long interrupted;

  /**
   * @param ring descriptor of the ring, or its index where it is registered
   * @param registered whether it is an index
   */
  EnterCall(LinuxSyscalls syscalls, int ring, boolean registered) {
    this.syscalls = syscalls;
    this.ring = ring;
    alwaysFlags = registered ? UringAbi.ENTER_REGISTERED_RING : 0;
    wait = NativeMemory.map(syscalls, UringAbi.WAIT_BYTES + TIMESPEC_BYTES);
    waitView = wait.view();
    waitView.putLong(UringAbi.WAIT_TIMEOUT, wait.address() + UringAbi.WAIT_BYTES);
  }

  /**
   * Submits and waits.
   *
   * @param toSubmit requests that the kernel is to take
   * @param minComplete completions to wait for
   * @param collects whether completions that the kernel has not put into the ring are to be
   * @param timeoutNanos longest wait, or {@link IoEngine#FOREVER}; read only with a wait
   * @return requests taken, 0 or more; or {@link #HELD_BACK}
   * @throws SyscallException if the kernel refuses the call
   */
  int enter(int toSubmit, int minComplete, boolean collects, long timeoutNanos) {
    int flags = alwaysFlags | (collects || minComplete > 0 ? UringAbi.ENTER_GETEVENTS : 0);
    calls++;
    int taken;
    if (minComplete > 0 && timeoutNanos != IoEngine.FOREVER) {
      waitView.putLong(UringAbi.WAIT_BYTES, timeoutNanos / NANOS_PER_SECOND);
      waitView.putLong(UringAbi.WAIT_BYTES + Long.BYTES, timeoutNanos % NANOS_PER_SECOND);
      taken =
          syscalls.ioUringEnter(
              ring,
              toSubmit,
              minComplete,
              flags | UringAbi.ENTER_EXT_ARG,
              wait.address(),
              UringAbi.WAIT_BYTES);
    } else {
      taken = syscalls.ioUringEnter(ring, toSubmit, minComplete, flags, 0, 0);
    }
    if (taken > 0) {
      if (taken < toSubmit) {
        partial++;
      }
      return taken;
    }
    if (taken == 0) {
      return toSubmit == 0 ? 0 : heldBack();
    }
    return failed(toSubmit, syscalls.errno());
  }

  private int failed(int toSubmit, int errno) {
    if (errno == Errno.EINTR.number()) {
      interrupted++;
      return 0;
    }
    if (errno == Errno.ETIME.number()) {
      return 0;
    }
    if (errno == Errno.EAGAIN.number() || errno == Errno.EBUSY.number()) {
      return heldBack();
    }
    throw new SyscallException(NAME, toSubmit + " requests", errno, "");
  }

  private int heldBack() {
    again++;
    return HELD_BACK;
  }

  /** Wakes the kernel's polling thread for {@code count} requests. */
  void wakeUp(int count) {
    calls++;
    int flags = alwaysFlags | UringAbi.ENTER_SQ_WAKEUP;
    while (syscalls.ioUringEnter(ring, count, 0, flags, 0, 0) == -1) {
      int errno = syscalls.errno();
      if (errno != Errno.EINTR.number()) {
        throw new SyscallException(NAME, "a sleeping polling thread", errno, "");
      }
      calls++;
      interrupted++;
    }
  }

  /** Calls made, for receipts. */
  Map<String, Long> calls() {
    return Map.of(NAME, calls);
  }

  /** Calls repeated, by cause, and with them the completions that overflowed, for receipts. */
  Map<String, Long> retries(long overflows) {
    return Map.of(
        NAME + ":partial",
        partial,
        NAME + ":EAGAIN",
        again,
        NAME + ":EINTR",
        interrupted,
        EngineReceipts.OVERFLOW,
        overflows);
  }

  @Override
  public void close() {
    wait.close();
  }
}
