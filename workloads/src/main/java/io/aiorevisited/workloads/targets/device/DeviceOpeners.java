package io.aiorevisited.workloads.targets.device;

import io.aiorevisited.workloads.targets.place.DeviceNumber;
import io.aiorevisited.workloads.targets.place.KernelText;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds processes that have a device open without claiming it, as a virtual machine has its disk.
 *
 * <p>Sees the processes that this user may look into; all of them for root.
 */
final class DeviceOpeners {
  private final SystemTrees trees;
  private final Function<String, Optional<DeviceNumber>> numberOfPath;

  DeviceOpeners(SystemTrees trees, Function<String, Optional<DeviceNumber>> numberOfPath) {
    this.trees = trees;
    this.numberOfPath = numberOfPath;
  }

  /** Who has one of {@code devices} open, as {@code process 123 (name) has /dev/sdb open}. */
  List<String> of(Set<DeviceNumber> devices) {
    List<String> openers = new ArrayList<>();
    String self = String.valueOf(ProcessHandle.current().pid());
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(trees.proc(), "[0-9]*")) {
      for (Path process : processes) {
        String pid = process.getFileName().toString();
        if (!pid.equals(self)) {
          String name = KernelText.read(process.resolve("comm")).orElse("?");
          openOf(process, devices)
              .ifPresent(
                  path -> openers.add("process " + pid + " (" + name + ") has " + path + " open"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't list the processes in " + trees.proc(), e);
    }
    return openers;
  }

  /** Whether the process {@code pid} has {@code device} open. */
  boolean hasOpen(long pid, DeviceNumber device) {
    return openOf(trees.proc().resolve(String.valueOf(pid)), Set.of(device)).isPresent();
  }

  private Optional<String> openOf(Path process, Set<DeviceNumber> devices) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        String path = Files.readSymbolicLink(descriptor).toString();
        if (path.startsWith("/dev/")
            && numberOfPath.apply(path).filter(devices::contains).isPresent()) {
          return Optional.of(path);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It ended meanwhile, or isn't ours to look into; the mounts and O_EXCL still guard.
      return Optional.empty();
    }
    return Optional.empty();
  }
}
