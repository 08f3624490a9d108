package io.aiorevisited.harness.host;

import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.workloads.targets.place.KernelText;
import io.aiorevisited.workloads.targets.place.MemInfo;
import io.aiorevisited.workloads.targets.place.MountTable;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Describes the machine that is measured, from /proc and /sys. */
public final class HostSnapshot {

  private final SystemFiles files;
  private final Optional<MountTable> mounts;

  /**
   * @param root {@code /}, or a copy of such a tree
   */
  public HostSnapshot(Path root) {
    this.files = new SystemFiles(root);
    this.mounts = mounts(files.trees());
  }

  /** Empty where the host shows no mounts: it is described without them. */
  private static Optional<MountTable> mounts(SystemTrees trees) {
    try {
      return Optional.of(MountTable.read(trees));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** The machine that this runs on. */
  public static HostSnapshot ofThisHost() {
    return new HostSnapshot(Path.of("/"));
  }

  /**
   * Describes the host with the file system and the disk of {@code directory}, which exists. What
   * can't be read is {@code unknown}.
   */
  public Host take(Path directory) {
    Optional<MountTable.Mount> mount = mount(directory);
    Disk disk = mount.map(found -> Disk.beneath(found, files)).orElse(Disk.UNKNOWN);
    return host(
        mount
            .map(found -> found.fileSystem() + " (" + found.options() + ")")
            .orElse(SystemFiles.UNKNOWN),
        disk);
  }

  /**
   * Describes the host with a block device that is measured itself.
   *
   * @param majorMinor its number, as in {@code 254:0}
   */
  public Host takeDevice(String majorMinor) {
    return host("none", Disk.numbered(majorMinor, files));
  }

  private Host host(String fileSystem, Disk disk) {
    return new Host(
        hostname(),
        kernel(),
        files.value("proc/cpuinfo", "model name").orElse(SystemFiles.UNKNOWN),
        cpus(),
        memoryBytes(),
        governor(),
        KernelText.clockSource(files.trees()).orElse(SystemFiles.UNKNOWN),
        fileSystem,
        disk.name(),
        disk.queue(),
        disk.writeCache(),
        virtualisation(),
        NoiseChecks.settings(files));
  }

  /** Type of the file system that holds {@code directory}, for example {@code ext4}. */
  public String fileSystemType(Path directory) {
    return mount(directory).map(MountTable.Mount::fileSystem).orElse(SystemFiles.UNKNOWN);
  }

  /** Node name. */
  public String hostname() {
    return files.line("proc/sys/kernel/hostname");
  }

  String kernel() {
    return files.line("proc/sys/kernel/osrelease") + " " + files.line("proc/sys/kernel/version");
  }

  String governor() {
    return files.line("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  }

  private Optional<MountTable.Mount> mount(Path directory) {
    try {
      Path real = directory.toRealPath();
      return mounts.flatMap(table -> table.holding(real));
    } catch (IOException e) {
      return Optional.empty(); // gone or not allowed: its file system is unknown
    }
  }

  private int cpus() {
    long listed =
        files.lines(files.path("proc/cpuinfo")).stream()
            .filter(line -> line.matches("processor\\s*:.*"))
            .count();
    return listed == 0 ? Runtime.getRuntime().availableProcessors() : Math.toIntExact(listed);
  }

  private long memoryBytes() {
    return MemInfo.of(files.trees()).bytes("MemTotal").orElse(0L);
  }

  private String virtualisation() {
    List<String> signs = new ArrayList<>();
    if (files.value("proc/cpuinfo", "flags").orElse("").matches(".*\\bhypervisor\\b.*")) {
      signs.add("hypervisor flag set");
    }
    for (String file :
        List.of("sys/hypervisor/type", "sys/class/dmi/id/sys_vendor", "run/systemd/container")) {
      String sign = files.line(file);
      if (!sign.equals(SystemFiles.UNKNOWN)) {
        signs.add(sign);
      }
    }
    return signs.isEmpty() ? SystemFiles.UNKNOWN : String.join(", ", signs);
  }
}
