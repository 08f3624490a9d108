package io.aiorevisited.workloads.targets.place;

import io.aiorevisited.engines.linux.SyscallException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A device as the kernel knows it, whatever names lead to it.
 *
 * @param major driver; 0 where a file system has no device of its own
 * @param minor unit
 */
public record DeviceNumber(int major, int minor) {

  /**
   * Reads {@code 8:0}.
   *
   * @throws IllegalArgumentException if {@code text} has another form
   */
  public static DeviceNumber parse(String text) {
    String[] parts = text.strip().split(":", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("not a device number (major:minor): '" + text + "'");
    }
    try {
      return new DeviceNumber(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a device number (major:minor): '" + text + "'", e);
    }
  }

  /** The number of the block device that {@code path} leads to; empty if it leads to none. */
  public static Optional<DeviceNumber> ofPath(String path) {
    try {
      FileStatus status = FileStatus.of(Path.of(path));
      return status.kind() == FileStatus.Kind.BLOCK_DEVICE
          ? Optional.of(status.device())
          : Optional.empty();
    } catch (SyscallException e) {
      // Names in the kernel's tables can be of another namespace, or of files that are gone.
      return Optional.empty();
    }
  }

  /** Whether it stands for no real device, as for tmpfs, overlay or a btrfs subvolume. */
  public boolean isAnonymous() {
    return major == 0;
  }

  @Override
  public String toString() {
    return major + ":" + minor;
  }
}
