package io.aiorevisited.harness.profilers;

import io.aiorevisited.engines.linux.CpuClocks;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import java.util.function.BooleanSupplier;

/** Spends a known CPU time on the calling thread, told by its own clock. */
enum Burner {
  /** In user mode. */
  COMPUTING {
    @Override
    void spend(LinuxSyscalls syscalls, BooleanSupplier enough) {
      while (!enough.getAsBoolean()) {
        double x = 1;
        for (int i = 0; i < 300_000; i++) {
          x = Math.sqrt(x + i);
        }
        if (Double.isNaN(x)) {
          throw new AssertionError("square roots of positive numbers");
        }
      }
    }
  },
  /** In the kernel, which clears memory for every read of /dev/zero. */
  READING_ZEROS {
    @Override
    void spend(LinuxSyscalls syscalls, BooleanSupplier enough) {
      int fd = syscalls.open("/dev/zero", O_RDONLY_CLOEXEC, 0);
      try (NativeMemory memory = NativeMemory.map(syscalls, MEMORY_BYTES)) {
        while (!enough.getAsBoolean()) {
          if (syscalls.read(fd, memory.address(), memory.bytes()) != memory.bytes()) {
            throw new AssertionError("/dev/zero is endless");
          }
        }
      } finally {
        syscalls.close(fd);
      }
    }
  };

  /** A read takes a millisecond or more, so that next to nothing is spent outside the call. */
  private static final int MEMORY_BYTES = 32 << 20;

  private static final int O_RDONLY_CLOEXEC = 0x80000;

  abstract void spend(LinuxSyscalls syscalls, BooleanSupplier enough);

  /**
   * Spends at least {@code nanos} and returns what it really was, with the making of its memory.
   */
  long burn(long nanos) {
    LinuxSyscalls syscalls = LinuxSyscalls.host();
    int tid = syscalls.gettid();
    try (CpuClocks clocks = new CpuClocks(syscalls)) {
      long start = clocks.thread(tid).cpuNanos();
      spend(syscalls, () -> clocks.thread(tid).cpuNanos() - start >= nanos);
      return clocks.thread(tid).cpuNanos() - start;
    }
  }
}
