package io.aiorevisited.engines.linux;

/** Tells that a system call failed: which, on what, why, and what to do. */
public final class SyscallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final int errno;

  /**
   * @param call name of the call, for example {@code io_setup}
   * @param onWhat what it was called on, for example {@code 128 events}
   * @param errno error number, positive
   * @param whatToDo what the person can do, without a full stop; empty if there is nothing to say
   */
  public SyscallException(String call, String onWhat, int errno, String whatToDo) {
    super(
        call
            + " failed on "
            + onWhat
            + ": "
            + Errno.describe(errno)
            + (whatToDo.isEmpty() ? "" : "; " + whatToDo));
    this.call = call;
    this.errno = errno;
  }

  /** Name of the call. */
  public String call() {
    return call;
  }

  /** Error number, positive. */
  public int errno() {
    return errno;
  }

  /** Whether it failed with {@code expected}. */
  public boolean is(Errno expected) {
    return errno == expected.number();
  }
}
