package io.aiorevisited.workloads.targets.device;

import io.aiorevisited.workloads.targets.place.DeviceNumber;
import io.aiorevisited.workloads.targets.place.KernelText;
import io.aiorevisited.workloads.targets.place.MountTable;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Tells who uses a device right now: mounts, swap, volumes built on it. */
final class DeviceUses {
  private final SystemTrees trees;
  private final Function<String, Optional<DeviceNumber>> numberOfPath;

  DeviceUses(SystemTrees trees, Function<String, Optional<DeviceNumber>> numberOfPath) {
    this.trees = trees;
    this.numberOfPath = numberOfPath;
  }

  /** Each use as a sentence without a full stop; empty if there is none that the kernel shows. */
  List<String> of(DeviceFamily family) {
    List<String> uses = new ArrayList<>();
    MountTable mounts = MountTable.read(trees);
    List<DeviceNumber> swaps = swapDevices();
    for (DeviceFamily.Relative relative : family.relatives()) {
      String who =
          relative.device().number().equals(family.target().number())
              ? "it"
              : relative.relation() + " " + relative.device().label();
      mountedAt(mounts, relative.device().number())
          .ifPresent(place -> uses.add(who + " is mounted at " + place + "; unmount it first"));
      if (swaps.contains(relative.device().number())) {
        uses.add(who + " is swapped on; swapoff it first");
      }
    }
    for (DeviceFamily.Relative holder : family.holders()) {
      uses.add(
          holder.relation()
              + ", "
              + holder.device().label()
              + ", is active and claims it; deactivate it first");
    }
    return uses;
  }

  private Optional<String> mountedAt(MountTable mounts, DeviceNumber number) {
    return mounts.mounts().stream()
        .filter(mount -> mount.device().equals(number) || isSourceOf(mount, number))
        .map(MountTable.Mount::mountPoint)
        .findFirst();
  }

  /* btrfs mounts have an anonymous number; their source is one of the devices. */
  private boolean isSourceOf(MountTable.Mount mount, DeviceNumber number) {
    return mount.device().isAnonymous()
        && mount.source().startsWith("/")
        && numberOfPath.apply(mount.source()).filter(number::equals).isPresent();
  }

  /** Devices that are swapped on; swap files keep their device mounted, so they need no line. */
  private List<DeviceNumber> swapDevices() {
    Path file = trees.proc().resolve("swaps");
    if (!Files.exists(file)) {
      // A kernel built without swap has no such file.
      return List.of();
    }
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
          .skip(1)
          .map(line -> KernelText.unescape(line.split("\\s+")[0]))
          .map(numberOfPath)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the swap areas from " + file, e);
    }
  }
}
