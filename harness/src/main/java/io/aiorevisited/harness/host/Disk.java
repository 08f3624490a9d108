package io.aiorevisited.harness.host;

import io.aiorevisited.workloads.targets.place.MountTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole block device beneath a file system, as sysfs shows it.
 *
 * @param name with its partition and model where known, for example {@code /dev/sda (sda2, X)}
 * @param queue limits by their sysfs names
 * @param writeCache {@code write back}, {@code write through} or {@code unknown}
 */
record Disk(String name, Map<String, String> queue, String writeCache) {

  private static final List<String> LIMITS =
      List.of(
          "scheduler",
          "nr_requests",
          "max_sectors_kb",
          "max_hw_sectors_kb",
          "max_segments",
          "max_segment_size",
          "logical_block_size",
          "physical_block_size",
          "rotational",
          "nomerges",
          "fua",
          "dma_alignment");

  static final Disk UNKNOWN = new Disk(SystemFiles.UNKNOWN, Map.of(), SystemFiles.UNKNOWN);

  /** Finds the disk by its device number, or by its path where that number is anonymous. */
  static Disk beneath(MountTable.Mount mount, SystemFiles files) {
    return sysfs(mount, files).map(device -> read(device, files)).orElse(UNKNOWN);
  }

  /** Finds a disk, or the disk of a partition, by its device number. */
  static Disk numbered(String majorMinor, SystemFiles files) {
    try {
      return read(files.path("sys/dev/block/" + majorMinor).toRealPath(), files);
    } catch (IOException e) {
      return UNKNOWN; // no sysfs here
    }
  }

  private static Optional<Path> sysfs(MountTable.Mount mount, SystemFiles files) {
    Path byNumber = files.path("sys/dev/block/" + mount.device());
    Path bySource = files.path("sys/class/block/" + Path.of(mount.source()).getFileName());
    for (Path link : List.of(byNumber, bySource)) {
      try {
        return Optional.of(link.toRealPath());
      } catch (IOException e) {
        continue; // not a block device by this name: overlay, network, tmpfs
      }
    }
    return Optional.empty();
  }

  private static Disk read(Path device, SystemFiles files) {
    boolean partition = Files.exists(device.resolve("partition"));
    Path disk = partition ? device.getParent() : device;
    String model = files.line(disk.resolve("device/model"));
    String details =
        String.join(
            ", ",
            java.util.stream.Stream.of(
                    partition ? device.getFileName().toString() : "",
                    model.equals(SystemFiles.UNKNOWN) ? "" : model)
                .filter(text -> !text.isEmpty())
                .toList());
    Map<String, String> queue = new LinkedHashMap<>();
    for (String limit : LIMITS) {
      String value = files.line(disk.resolve("queue").resolve(limit));
      if (!value.equals(SystemFiles.UNKNOWN)) {
        queue.put(limit, value);
      }
    }
    return new Disk(
        "/dev/" + disk.getFileName() + (details.isEmpty() ? "" : " (" + details + ")"),
        queue,
        files.line(disk.resolve("queue/write_cache")));
  }
}
