package io.aiorevisited.harness.profilers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the counters of the block device below a file. */
final class DeviceStat {
  private static final Path BLOCK_DEVICES = Path.of("/sys/dev/block");
  private static final int FILE_TYPE_MASK = 0xf000;
  private static final int BLOCK_DEVICE_TYPE = 0x6000;

  private DeviceStat() {}

  /**
   * Returns the stat file of the device that holds {@code target}, or that it is; null where there
   * is none, as on tmpfs, or where a file system hides it behind a number of its own, as btrfs.
   *
   * @throws IOException if the target can't be looked at
   */
  static String pathFor(Path target) throws IOException {
    int mode = (Integer) Files.getAttribute(target, "unix:mode");
    boolean isDevice = (mode & FILE_TYPE_MASK) == BLOCK_DEVICE_TYPE;
    long number = (Long) Files.getAttribute(target, isDevice ? "unix:rdev" : "unix:dev");
    Path stat = BLOCK_DEVICES.resolve(major(number) + ":" + minor(number)).resolve("stat");
    return Files.isReadable(stat) ? stat.toString() : null;
  }

  /** As makedev(3) lays the number out. */
  private static long major(long number) {
    return (number >>> 8 & 0xfff) | (number >>> 32 & ~0xfffL);
  }

  private static long minor(long number) {
    return (number & 0xff) | (number >>> 12 & ~0xffL);
  }
}
