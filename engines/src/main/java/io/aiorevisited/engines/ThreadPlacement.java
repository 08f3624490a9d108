package io.aiorevisited.engines;

import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import io.aiorevisited.engines.linux.SyscallException;
import java.util.OptionalInt;

/**
 * Holds the home thread, and threads that it starts, on processors until it is closed: the first
 * one or two that the home thread may use. Taken and closed on the home thread.
 */
public final class ThreadPlacement implements AutoCloseable {
  /** Threads run where the scheduler has them. */
  public static final ThreadPlacement FREE = new ThreadPlacement(null, CpuPlacement.FREE, null);

  /** Room for 8192 processors, the most that Linux can be built for. */
  private static final int MASK_BYTES = 1024;

  private static final long BEFORE = 0;
  private static final long HOME = MASK_BYTES;
  private static final long WORKERS = 2L * MASK_BYTES;

  private final LinuxSyscalls syscalls;
  private final CpuPlacement placement;
  private final NativeMemory masks;
  private int worker = -1;
  private boolean closed;

  private ThreadPlacement(LinuxSyscalls syscalls, CpuPlacement placement, NativeMemory masks) {
    this.syscalls = syscalls;
    this.placement = placement;
    this.masks = masks;
  }

  /**
   * Places the calling thread, which becomes the home thread.
   *
   * @throws IllegalArgumentException if it may use too few processors
   * @throws SyscallException if Linux refuses
   */
  public static ThreadPlacement take(LinuxSyscalls syscalls, CpuPlacement placement) {
    if (placement == CpuPlacement.FREE) {
      return FREE;
    }
    NativeMemory masks = NativeMemory.map(syscalls, 3L * MASK_BYTES);
    ThreadPlacement taken = new ThreadPlacement(syscalls, placement, masks);
    try {
      taken.choose();
      taken.place(HOME);
      return taken;
    } catch (RuntimeException e) {
      masks.close();
      throw e;
    }
  }

  private void choose() {
    if (syscalls.schedGetaffinity(0, MASK_BYTES, masks.address() + BEFORE) == -1) {
      throw new SyscallException("sched_getaffinity", "the home thread", syscalls.errno(), "");
    }
    int home = next(0);
    worker = placement == CpuPlacement.APART && home >= 0 ? next(home + 1) : home;
    if (worker < 0) {
      throw new IllegalArgumentException(
          "placement "
              + placement.label()
              + " takes "
              + placement.processors()
              + " processors, and this process may use fewer");
    }
    set(HOME, home);
    set(WORKERS, worker);
  }

  /** The next processor that the home thread may use; -1 if there is none. */
  private int next(int from) {
    for (int cpu = from; cpu < MASK_BYTES * Byte.SIZE; cpu++) {
      if ((masks.view().get(cpu / Byte.SIZE) >> (cpu % Byte.SIZE) & 1) == 1) {
        return cpu;
      }
    }
    return -1;
  }

  private void set(long mask, int cpu) {
    masks.view().put((int) mask + cpu / Byte.SIZE, (byte) (1 << (cpu % Byte.SIZE)));
  }

  /** Places the calling thread, which the home thread has started. */
  public void placeWorker() {
    // A new thread inherits its starter's processors, so only APART has something to change.
    if (placement == CpuPlacement.APART) {
      place(WORKERS);
    }
  }

  /** The processor of workers that another than the home thread starts; empty if any will do. */
  public OptionalInt workerProcessor() {
    return placement == CpuPlacement.FREE ? OptionalInt.empty() : OptionalInt.of(worker);
  }

  private void place(long mask) {
    if (syscalls.schedSetaffinity(0, MASK_BYTES, masks.address() + mask) == -1) {
      throw new SyscallException(
          "sched_setaffinity", "placement " + placement.label(), syscalls.errno(), "");
    }
  }

  /** Lets the home thread run where it could before; workers must have ended. Idempotent. */
  @Override
  public void close() {
    if (closed || placement == CpuPlacement.FREE) {
      return;
    }
    closed = true;
    try (masks) {
      place(BEFORE);
    }
  }
}
