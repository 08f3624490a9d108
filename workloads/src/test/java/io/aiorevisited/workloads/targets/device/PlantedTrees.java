package io.aiorevisited.workloads.targets.device;

import io.aiorevisited.workloads.targets.place.SystemTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds procfs and sysfs trees of machines that tests don't run on. */
final class PlantedTrees {
  private final Path root;

  PlantedTrees(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(root.resolve("sys/dev/block"));
    Files.createDirectories(root.resolve("sys/block"));
    mounts("22 1 0:21 / /proc rw - proc proc rw");
    swaps();
  }

  SystemTrees trees() {
    return new SystemTrees(root.resolve("proc"), root.resolve("sys"));
  }

  PlantedTrees mounts(String... lines) throws IOException {
    write("proc/self/mountinfo", String.join("\n", lines) + "\n");
    return this;
  }

  PlantedTrees swaps(String... devices) throws IOException {
    StringBuilder text = new StringBuilder("Filename\tType\tSize\tUsed\tPriority\n");
    for (String device : devices) {
      text.append(device).append(" partition\t10236\t0\t-2\n");
    }
    write("proc/swaps", text.toString());
    return this;
  }

  PlantedTrees disk(String name, String number) throws IOException {
    Path folder = root.resolve("sys/devices/block").resolve(name);
    plant(folder, number);
    link(root.resolve("sys/block").resolve(name), folder);
    return this;
  }

  PlantedTrees partition(String disk, String name, String number) throws IOException {
    Path folder = root.resolve("sys/devices/block").resolve(disk).resolve(name);
    plant(folder, number);
    Files.writeString(folder.resolve("partition"), "1\n");
    return this;
  }

  /** Says that {@code holder} is built on {@code device}, given below sys/devices/block. */
  PlantedTrees holds(String holder, String device) throws IOException {
    Path devices = root.resolve("sys/devices/block");
    Path above = devices.resolve(holder);
    Path below = devices.resolve(device);
    link(below.resolve("holders").resolve(above.getFileName().toString()), above);
    link(above.resolve("slaves").resolve(below.getFileName().toString()), below);
    return this;
  }

  PlantedTrees attribute(String device, String attribute, String value) throws IOException {
    write("sys/devices/block/" + device + "/" + attribute, value + "\n");
    return this;
  }

  private void plant(Path folder, String number) throws IOException {
    Files.createDirectories(folder.resolve("holders"));
    Files.createDirectories(folder.resolve("slaves"));
    Files.writeString(folder.resolve("dev"), number + "\n");
    Files.writeString(folder.resolve("size"), "2048\n");
    link(root.resolve("sys/dev/block").resolve(number), folder);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static void link(Path link, Path target) throws IOException {
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, target);
  }
}
