package io.aiorevisited.workloads.targets.place;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A block device as sysfs shows it.
 *
 * @param number its identity
 * @param name the kernel's name, for example {@code sda1}; part of the device's folder in sysfs
 * @param folder its folder in sysfs
 * @param sizeBytes its size; 0 where no medium is in it
 * @param logicalBlockBytes smallest transfer that it takes
 * @param partition whether it is a part of another device
 * @param model maker's name for it, where it has one
 * @param serial serial number, where it tells one
 * @param mapperName name of a device-mapper volume
 * @param backingFile what a loop device shows as a device
 */
public record BlockDevice(
    DeviceNumber number,
    String name,
    Path folder,
    long sizeBytes,
    int logicalBlockBytes,
    boolean partition,
    Optional<String> model,
    Optional<String> serial,
    Optional<String> mapperName,
    Optional<String> backingFile) {

  /** Folder of the device that has the queue: the whole disk of a partition, else its own. */
  public Path wholeFolder() {
    return partition ? folder.getParent() : folder;
  }

  /** Name and number, for example {@code dm-0 (vg-root, 253:0)}. */
  public String label() {
    return name + " (" + mapperName.map(mapper -> mapper + ", ").orElse("") + number + ")";
  }

  /** One line for a person: name, number, size, and what else tells it from its neighbours. */
  public String describe() {
    StringBuilder line = new StringBuilder(label());
    line.append(String.format(Locale.ROOT, ", %d bytes", sizeBytes));
    model.ifPresent(text -> line.append(", model ").append(text));
    serial.ifPresent(text -> line.append(", serial ").append(text));
    backingFile.ifPresent(text -> line.append(", shows ").append(text));
    return line.toString();
  }
}
