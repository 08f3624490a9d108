package io.aiorevisited.workloads.targets.device;

import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.workloads.targets.TargetException;
import io.aiorevisited.workloads.targets.place.DeviceNumber;
import io.aiorevisited.workloads.targets.place.FileStatus;
import java.nio.file.Path;

/**
 * A block device claimed by O_EXCL: while it is open, the kernel lets nobody mount it, swap on it
 * or build a volume on it, in any namespace. Opened read-only.
 */
public final class DeviceClaim implements AutoCloseable {
  private static final int O_RDONLY = 0;
  private static final int O_EXCL = 0x80;
  private static final int O_CLOEXEC = 0x80000;

  private final LinuxSyscalls syscalls;
  private final Path device;
  private final int fd;
  private boolean closed;

  private DeviceClaim(LinuxSyscalls syscalls, Path device, int fd) {
    this.syscalls = syscalls;
    this.device = device;
    this.fd = fd;
  }

  /**
   * Claims {@code device}.
   *
   * @param number what the path must still lead to
   * @throws TargetException if somebody else has claimed it, or it is another one by now
   * @throws SyscallException if it can't be opened
   */
  static DeviceClaim take(Path device, DeviceNumber number) throws TargetException {
    LinuxSyscalls syscalls = LinuxSyscalls.host();
    int fd = syscalls.open(device.toString(), O_RDONLY | O_EXCL | O_CLOEXEC, 0);
    if (fd == -1) {
      int errno = syscalls.errno();
      if (errno == Errno.EBUSY.number()) {
        throw DeviceGuard.refused(
            device.toString(),
            "somebody has it open exclusively (a mount in another namespace, a volume, a tool);"
                + " find out who by lsblk and lsof, and let go of it there");
      }
      throw new SyscallException("open", device + " with O_EXCL", errno, "");
    }
    DeviceClaim claim = new DeviceClaim(syscalls, device, fd);
    DeviceNumber opened = FileStatus.of(Path.of("/proc/self/fd/" + fd)).device();
    if (!opened.equals(number)) {
      claim.close();
      throw DeviceGuard.refused(
          device.toString(),
          "it is " + opened + " now, and was " + number + " when it was checked");
    }
    return claim;
  }

  /** The device's path, symbolic links resolved. */
  public Path device() {
    return device;
  }

  /** Lets go of the device. Idempotent. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (syscalls.close(fd) == -1) {
      throw new SyscallException("close", device.toString(), syscalls.errno(), "");
    }
  }
}
