package io.aiorevisited.harness.profilers;

import io.aiorevisited.workloads.targets.place.SystemTrees;
import io.aiorevisited.workloads.targets.place.TargetPlace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the counters of the block device below a file. */
final class DeviceStat {

  private DeviceStat() {}

  /**
   * Returns the stat file of the device that holds {@code target}, or that it is; null where there
   * is none, as on tmpfs, or where a file system hides it behind a number of its own, as btrfs.
   *
   * @throws IOException if the target is not there
   */
  static String pathFor(Path target) throws IOException {
    if (!Files.exists(target)) {
      throw new FileNotFoundException(target.toString());
    }
    return TargetPlace.of(target, SystemTrees.host())
        .device()
        .map(device -> device.folder().resolve("stat"))
        .filter(Files::isReadable)
        .map(Path::toString)
        .orElse(null);
  }
}
