package io.aiorevisited.workloads.targets.place;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where a target lies.
 *
 * @param status what its path leads to
 * @param mount how its file system is mounted; empty for a device, or where mountinfo doesn't show
 *     it
 * @param device the device that it is, or that its file system is on; empty where there is none, or
 *     more than one
 */
public record TargetPlace(
    FileStatus status, Optional<MountTable.Mount> mount, Optional<BlockDevice> device) {
  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs", "devtmpfs", "hugetlbfs");

  /**
   * Finds out where {@code target} lies.
   *
   * @throws io.aiorevisited.engines.linux.SyscallException if it can't be looked at
   */
  public static TargetPlace of(Path target, SystemTrees trees) {
    FileStatus status = FileStatus.of(target);
    BlockDevices devices = new BlockDevices(trees);
    if (status.kind() == FileStatus.Kind.BLOCK_DEVICE) {
      return new TargetPlace(status, Optional.empty(), devices.find(status.device()));
    }
    MountTable mounts = MountTable.read(trees);
    Optional<MountTable.Mount> mount =
        status.mountId().isPresent()
            ? mounts.byId(status.mountId().getAsLong())
            : mounts.of(status.fileSystemDevice()).stream().findFirst();
    return new TargetPlace(status, mount, devices.find(status.fileSystemDevice()));
  }

  /** The type of its file system, for example {@code ext4}; empty for a device. */
  public Optional<String> fileSystem() {
    return mount.map(MountTable.Mount::fileSystem);
  }

  /** Whether the page cache is all there is under it. */
  public boolean inMemory() {
    return fileSystem().filter(IN_MEMORY::contains).isPresent();
  }

  /** What the block layer lets a request be, in words; empty where there is no single device. */
  public Optional<String> queueLimits() {
    return device.map(
        found -> {
          Path queue = found.wholeFolder().resolve("queue");
          return "max_sectors_kb="
              + KernelText.read(queue.resolve("max_sectors_kb")).orElse("?")
              + " max_segments="
              + KernelText.read(queue.resolve("max_segments")).orElse("?");
        });
  }
}
