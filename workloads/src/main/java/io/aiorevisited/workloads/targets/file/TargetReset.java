package io.aiorevisited.workloads.targets.file;

import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.workloads.targets.TargetState;
import java.nio.file.Path;

/*
 * A write pass turns an unwritten extent or a hole into data, so a scratch file that is to be
 * measured in one of these states is put back into it before each pass: cut to nothing, which frees
 * its blocks, then made as long as before.
 */
/** Puts a scratch file into a state without data. */
public final class TargetReset {
  private TargetReset() {}

  /**
   * Puts {@code file} into {@code state}; whatever was in it is lost.
   *
   * @param file the harness's own
   * @param state PREALLOC or SPARSE
   * @throws SyscallException if the file system can't do it
   */
  public static void reset(Path file, TargetState state, long sizeBytes) {
    LinuxSyscalls syscalls = LinuxSyscalls.host();
    try (IoFile open = IoFile.open(syscalls, file, CacheMode.WRITEBACK, FileAccess.READ_WRITE)) {
      check(syscalls, "ftruncate", file, syscalls.ftruncate(open.fd(), 0));
      switch (state) {
        case PREALLOC ->
            check(syscalls, "fallocate", file, syscalls.fallocate(open.fd(), 0, 0, sizeBytes));
        case SPARSE -> check(syscalls, "ftruncate", file, syscalls.ftruncate(open.fd(), sizeBytes));
        case WRITTEN, DEVICE, EXISTING ->
            throw new IllegalArgumentException("no state without data: state=" + state);
      }
      check(syscalls, "fsync", file, syscalls.fsync(open.fd()));
    }
  }

  private static void check(LinuxSyscalls syscalls, String call, Path file, int result) {
    if (result == -1) {
      throw new SyscallException(
          call,
          file.toString(),
          syscalls.errno(),
          "choose a file system that can hold such a target, or --target-state written");
    }
  }
}
