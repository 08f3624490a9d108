package io.aiorevisited.workloads.targets.probe;

import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.workloads.targets.place.BlockDevice;
import io.aiorevisited.workloads.targets.place.BlockDevices;
import io.aiorevisited.workloads.targets.place.FileStatus;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What O_DIRECT asks for on a target.
 *
 * @param source who told
 * @param memoryBytes alignment of buffers
 * @param offsetBytes alignment of offsets and lengths
 */
public record Alignment(Source source, int memoryBytes, int offsetBytes) {

  /** Ways to find out, best first. */
  public enum Source {
    /** statx with STATX_DIOALIGN, since Linux 6.1. */
    STATX("statx"),
    /** The device's logical block size. */
    DEVICE("the device"),
    /** One read at the classic alignments, 512 and 4096. */
    TRIAL("a trial read");

    private final String words;

    Source(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private static final int[] CLASSIC = {512, 4096};

  /**
   * Finds the alignment of {@code target}; only reads.
   *
   * @return empty if it can't be opened with O_DIRECT, or takes no read at a classic alignment
   * @throws SyscallException if it can't be looked at or read
   */
  public static Optional<Alignment> of(Path target, BlockDevices devices) {
    return of(LinuxSyscalls.host(), FileStatus.of(target), target, devices);
  }

  static Optional<Alignment> of(
      LinuxSyscalls syscalls, FileStatus status, Path target, BlockDevices devices) {
    if (status.directAlignment().isPresent()) {
      return status
          .directAlignment()
          .filter(FileStatus.DirectAlignment::possible)
          .map(told -> new Alignment(Source.STATX, told.memoryBytes(), told.offsetBytes()));
    }
    if (status.kind() == FileStatus.Kind.BLOCK_DEVICE) {
      Optional<BlockDevice> device = devices.find(status.device());
      if (device.isPresent()) {
        int bytes = device.get().logicalBlockBytes();
        return Optional.of(new Alignment(Source.DEVICE, bytes, bytes));
      }
    }
    return byTrial(syscalls, target);
  }

  private static Optional<Alignment> byTrial(LinuxSyscalls syscalls, Path target) {
    try (IoFile file = IoFile.open(syscalls, target, CacheMode.NONE, FileAccess.READ_ONLY);
        NativeMemory memory = NativeMemory.map(syscalls, CLASSIC[CLASSIC.length - 1])) {
      for (int bytes : CLASSIC) {
        if (syscalls.pread64(file.fd(), memory.address(), bytes, 0) >= 0) {
          return Optional.of(new Alignment(Source.TRIAL, bytes, bytes));
        }
        int errno = syscalls.errno();
        if (errno != Errno.EINVAL.number()) {
          throw new SyscallException("pread64", target + " with O_DIRECT", errno, "");
        }
      }
      return Optional.empty();
    } catch (SyscallException e) {
      if (e.call().equals("open") && e.is(Errno.EINVAL)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
