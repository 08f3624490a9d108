package io.aiorevisited.engines.linux;

/** An AIO context of the kernel, from io_setup to io_destroy. */
public final class AioContext implements AutoCloseable {
  private final LinuxSyscalls syscalls;
  private final long id;
  private boolean closed;

  private AioContext(LinuxSyscalls syscalls, long id) {
    this.syscalls = syscalls;
    this.id = id;
  }

  /**
   * Makes a context.
   *
   * @param events requests that it must be able to hold in flight
   * @throws SyscallException if the kernel has no AIO, or not so many events to give
   */
  public static AioContext open(LinuxSyscalls syscalls, int events) {
    try (NativeMemory cell = NativeMemory.map(syscalls, Long.BYTES)) {
      if (syscalls.ioSetup(events, cell.address()) == -1) {
        int errno = syscalls.errno();
        throw new SyscallException("io_setup", events + " events", errno, advice(errno));
      }
      return new AioContext(syscalls, cell.view().getLong(0));
    }
  }

  private static String advice(int errno) {
    if (errno == Errno.EAGAIN.number()) {
      return "raise fs.aio-max-nr (see fs.aio-nr for what is in use), for example: sysctl -w"
          + " fs.aio-max-nr=1048576";
    }
    if (errno == Errno.ENOSYS.number()) {
      return "use a kernel with CONFIG_AIO, or leave the engine aio out";
    }
    return "";
  }

  /** The kernel's name for it. */
  public long id() {
    return id;
  }

  /** Waits until nothing is in flight and frees it. Idempotent. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (syscalls.ioDestroy(id) == -1) {
      throw new SyscallException("io_destroy", "an AIO context", syscalls.errno(), "");
    }
  }
}
