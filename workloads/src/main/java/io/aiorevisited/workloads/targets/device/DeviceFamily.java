package io.aiorevisited.workloads.targets.device;

import io.aiorevisited.workloads.targets.place.BlockDevice;
import io.aiorevisited.workloads.targets.place.BlockDevices;
import io.aiorevisited.workloads.targets.place.DeviceNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/*
 * Which devices share bytes with a target. From a device the search goes to its partitions, to
 * whatever is built on top of it or of them, and to loop devices that show the same bytes. From a
 * partition it also goes up to the whole disk and to what is built on that, but not to the other
 * partitions, whose bytes are their own. It never goes down to the devices that a volume is built
 * of: other volumes on them are none of its bytes.
 */
/** Finds every device whose data a write to one device would change. */
public final class DeviceFamily {

  /**
   * A device that shares bytes with the target.
   *
   * @param device the device
   * @param relation what it is to the target, for example {@code its partition}
   */
  public record Relative(BlockDevice device, String relation) {}

  private final BlockDevices devices;
  private final Function<String, Optional<DeviceNumber>> numberOfPath;
  private final Map<DeviceNumber, Relative> found = new LinkedHashMap<>();
  private final List<Relative> holders = new ArrayList<>();

  private DeviceFamily(
      BlockDevices devices, Function<String, Optional<DeviceNumber>> numberOfPath) {
    this.devices = devices;
    this.numberOfPath = numberOfPath;
  }

  /**
   * Finds the relatives of {@code target}, itself first.
   *
   * @param numberOfPath number of the device that a path leads to, empty if it leads to none
   */
  static DeviceFamily of(
      BlockDevices devices,
      BlockDevice target,
      Function<String, Optional<DeviceNumber>> numberOfPath) {
    DeviceFamily family = new DeviceFamily(devices, numberOfPath);
    family.visit(target, "it");
    family.visitParent(target, "its whole disk");
    return family;
  }

  /** The device that the family was sought for. */
  public BlockDevice target() {
    return found.values().iterator().next().device();
  }

  /** All of them, the target first. */
  public List<Relative> relatives() {
    return List.copyOf(found.values());
  }

  /** Those that are built on top of the target, a partition of it, or its whole disk. */
  public List<Relative> holders() {
    return List.copyOf(holders);
  }

  private void visit(BlockDevice device, String relation) {
    if (found.putIfAbsent(device.number(), new Relative(device, relation)) != null) {
      return;
    }
    for (BlockDevice partition : devices.partitions(device)) {
      visit(partition, "its partition");
    }
    visitHolders(device, relation.equals("it") ? "a volume on it" : "a volume on " + relation);
    visitLoops(device);
  }

  private void visitHolders(BlockDevice device, String relation) {
    for (BlockDevice holder : devices.holders(device)) {
      if (!found.containsKey(holder.number())) {
        holders.add(new Relative(holder, relation));
      }
      visit(holder, relation);
    }
  }

  /* The parent's own partitions are left out: its other ones are not the target's bytes. */
  private void visitParent(BlockDevice partition, String relation) {
    devices
        .parent(partition)
        .ifPresent(
            parent -> {
              if (found.putIfAbsent(parent.number(), new Relative(parent, relation)) == null) {
                visitHolders(parent, "a volume on " + relation);
                visitLoops(parent);
              }
            });
  }

  private void visitLoops(BlockDevice device) {
    Optional<DeviceNumber> behind = device.backingFile().flatMap(numberOfPath);
    behind
        .flatMap(devices::find)
        .ifPresent(
            backing -> {
              visit(backing, "the device behind it");
              visitParent(backing, "the disk behind it");
            });
    for (BlockDevice other : devices.all()) {
      if (other.backingFile().isPresent() && showsSameBytes(device, other)) {
        visit(other, "a loop device of the same bytes");
      }
    }
  }

  private boolean showsSameBytes(BlockDevice device, BlockDevice loop) {
    return loop.backingFile().equals(device.backingFile())
        || loop.backingFile().flatMap(numberOfPath).filter(device.number()::equals).isPresent();
  }
}
