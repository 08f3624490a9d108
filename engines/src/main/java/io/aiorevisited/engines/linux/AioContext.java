package io.aiorevisited.engines.linux;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An AIO context of the kernel, from io_setup to io_destroy. */
public final class AioContext implements AutoCloseable {
  /** What {@link #completionsSeen} gives where the ring has a form that isn't known here. */
  public static final int UNKNOWN = -1;

  private static final VarHandle RING_FIELD =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final LinuxSyscalls syscalls;
  private final long id;
  private ByteBuffer ring;
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
      return "use a kernel with CONFIG_AIO, or leave the engines on native AIO out";
    }
    return "";
  }

  /**
   * Where the next completion will be put in the context's ring: grows with each, and starts again
   * at 0. The kernel maps the ring into the process at the address that is also the context's name
   * ({@code struct aio_ring} of fs/aio.c), so this is a read of memory, not a call.
   */
  public int completionsSeen() {
    if (ring == null) {
      ring = syscalls.view(id, AioAbi.RING_HEADER_BYTES);
    }
    return ring.getInt(AioAbi.RING_MAGIC_OFFSET) == AioAbi.RING_MAGIC
        ? (int) RING_FIELD.getVolatile(ring, AioAbi.RING_TAIL_OFFSET)
        : UNKNOWN;
  }

  /** Completions since {@link #completionsSeen} gave {@code earlier}, less than the ring holds. */
  public int completionsSince(int earlier) {
    int gained = (int) RING_FIELD.getVolatile(ring, AioAbi.RING_TAIL_OFFSET) - earlier;
    return gained < 0 ? gained + ring.getInt(AioAbi.RING_EVENTS_OFFSET) : gained;
  }

  /** Its ring of completions, to be read in user space; null if its form isn't known here. */
  public AioRing ring() {
    return AioRing.of(syscalls, id);
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
