package io.aiorevisited.workloads.targets.place;

import java.nio.file.Path;

/**
 * Where the kernel shows itself.
 *
 * @param proc root of procfs
 * @param sys root of sysfs
 */
public record SystemTrees(Path proc, Path sys) {

  /** Those of this machine. */
  public static SystemTrees host() {
    return new SystemTrees(Path.of("/proc"), Path.of("/sys"));
  }
}
