package io.aiorevisited.harness.profilers;

import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads the beginning of small files under /proc and /sys with three system calls each: a tenth of
 * the CPU time that java.nio.file takes before it is compiled, and a pass is read just when it
 * isn't. Used by one thread at a time.
 */
final class ProcText implements AutoCloseable {
  private static final int O_RDONLY_CLOEXEC = 0x80000;
  private static final int MAX_BYTES = 8192;

  /** Room for files that come in parts; pages never read into are never touched. */
  private static final int MAX_WHOLE_BYTES = 1 << 20;

  private final LinuxSyscalls syscalls;
  private final NativeMemory memory;
  private final ByteBuffer view;

  ProcText(LinuxSyscalls syscalls) {
    this.syscalls = syscalls;
    this.memory = NativeMemory.map(syscalls, MAX_WHOLE_BYTES);
    this.view = memory.view();
  }

  /** Returns up to 8 KiB of the file; null if it is not there, as after a thread's end. */
  String read(String path) {
    return read(path, false);
  }

  /** Returns up to 1 MiB of a file that the kernel gives in parts; null if it is not there. */
  String readWhole(String path) {
    return read(path, true);
  }

  private String read(String path, boolean whole) {
    int fd = syscalls.open(path, O_RDONLY_CLOEXEC, 0);
    if (fd == -1) {
      return null;
    }
    long bytes = syscalls.read(fd, memory.address(), MAX_BYTES);
    long part = bytes;
    while (whole && part > 0 && bytes < MAX_WHOLE_BYTES) {
      part = syscalls.read(fd, memory.address() + bytes, MAX_WHOLE_BYTES - bytes);
      bytes += Math.max(0, part);
    }
    syscalls.close(fd);
    if (bytes < 0) {
      return null;
    }
    byte[] text = new byte[(int) bytes];
    view.get(0, text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    memory.close();
  }
}
