package io.aiorevisited.workloads.targets.place;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The block devices of a sysfs tree and how they stand to each other. */
public final class BlockDevices {
  /** Bytes of the unit in which the kernel counts sizes and traffic, whatever the device's own. */
  public static final int SECTOR_BYTES = 512;

  private final Path sys;

  public BlockDevices(SystemTrees trees) {
    this.sys = trees.sys();
  }

  /** The device with this number; empty where sysfs doesn't show it. */
  public Optional<BlockDevice> find(DeviceNumber number) {
    Path link = sys.resolve("dev/block").resolve(number.toString());
    if (!Files.isDirectory(link)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(link.toRealPath()));
    } catch (IOException e) {
      throw new UncheckedIOException("can't follow " + link, e);
    }
  }

  /** The partitions of a whole device. */
  public List<BlockDevice> partitions(BlockDevice device) {
    return children(device.folder()).stream()
        .filter(child -> Files.exists(child.resolve("partition")))
        .map(this::read)
        .toList();
  }

  /** Devices built on top of this one: device mapper (LVM, dm-crypt, multipath), md, bcache. */
  public List<BlockDevice> holders(BlockDevice device) {
    return children(device.folder().resolve("holders")).stream().map(this::read).toList();
  }

  /** Devices that this one is built of. */
  public List<BlockDevice> slaves(BlockDevice device) {
    return children(device.folder().resolve("slaves")).stream().map(this::read).toList();
  }

  /** The whole disk of a partition; empty for a whole device. */
  public Optional<BlockDevice> parent(BlockDevice device) {
    return device.partition() ? Optional.of(read(device.folder().getParent())) : Optional.empty();
  }

  /** All whole devices. */
  public List<BlockDevice> all() {
    return children(sys.resolve("block")).stream()
        .filter(folder -> Files.exists(folder.resolve("dev")))
        .map(this::read)
        .toList();
  }

  private BlockDevice read(Path folder) {
    boolean partition = Files.exists(folder.resolve("partition"));
    Path whole = partition ? folder.getParent() : folder;
    return new BlockDevice(
        KernelText.read(folder.resolve("dev"))
            .map(DeviceNumber::parse)
            .orElseThrow(() -> new IllegalStateException("no device number in " + folder)),
        folder.getFileName().toString(),
        folder,
        KernelText.read(folder.resolve("size")).map(Long::parseLong).orElse(0L) * SECTOR_BYTES,
        KernelText.read(whole.resolve("queue/logical_block_size"))
            .map(Integer::parseInt)
            .orElse(SECTOR_BYTES),
        partition,
        KernelText.read(whole.resolve("device/model")),
        KernelText.read(whole.resolve("serial"))
            .or(() -> KernelText.read(whole.resolve("device/serial")))
            .or(() -> KernelText.read(whole.resolve("device/wwid")))
            .or(() -> KernelText.read(whole.resolve("wwid"))),
        KernelText.read(folder.resolve("dm/name")),
        KernelText.read(folder.resolve("loop/backing_file")));
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).map(BlockDevices::real).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("can't list " + folder, e);
    }
  }

  private static Path real(Path entry) {
    try {
      return entry.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("can't follow " + entry, e);
    }
  }
}
