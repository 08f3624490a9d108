package io.aiorevisited.harness.profilers;

import io.aiorevisited.engines.linux.CpuClocks;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;

/** Spends a known CPU time on the calling thread, told by its own clock. */
enum Burner {
  /** In user mode. */
  COMPUTING {
    @Override
    void step(LinuxSyscalls syscalls, int fd, NativeMemory memory) {
      double x = 1;
      for (int i = 0; i < 300_000; i++) {
        x = Math.sqrt(x + i);
      }
      if (Double.isNaN(x)) {
        throw new AssertionError("square roots of positive numbers");
      }
    }
  },
  /** In the kernel, which clears memory for every read of /dev/zero. */
  READING_ZEROS {
    @Override
    void step(LinuxSyscalls syscalls, int fd, NativeMemory memory) {
      if (syscalls.read(fd, memory.address(), memory.bytes()) != memory.bytes()) {
        throw new AssertionError("/dev/zero is endless");
      }
    }
  };

  /** A read takes a millisecond or more, so that next to nothing is spent outside the call. */
  private static final int MEMORY_BYTES = 32 << 20;

  private static final int O_RDONLY_CLOEXEC = 0x80000;

  abstract void step(LinuxSyscalls syscalls, int fd, NativeMemory memory);

  /** Spends at least {@code nanos} and returns what it really was. */
  long burn(long nanos) {
    LinuxSyscalls syscalls = LinuxSyscalls.host();
    int fd = syscalls.open("/dev/zero", O_RDONLY_CLOEXEC, 0);
    try (CpuClocks clocks = new CpuClocks(syscalls);
        NativeMemory memory = NativeMemory.map(syscalls, MEMORY_BYTES)) {
      int tid = syscalls.gettid();
      long start = clocks.thread(tid).cpuNanos();
      long spent = 0;
      while (spent < nanos) {
        step(syscalls, fd, memory);
        spent = clocks.thread(tid).cpuNanos() - start;
      }
      return spent;
    } finally {
      syscalls.close(fd);
    }
  }
}
