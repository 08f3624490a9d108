package io.aiorevisited.engines;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where programs are looked for.
 *
 * @param folders in the order in which they are looked into
 * @param qemuFolder where those of QEMU are, and nowhere else; empty if they are in the folders
 */
public record InstalledPrograms(List<Path> folders, Optional<Path> qemuFolder) {

  private static final String OF_QEMU = "qemu-";

  public InstalledPrograms {
    folders = List.copyOf(folders);
  }

  /** Those that this process's {@code PATH} names. */
  public static InstalledPrograms ofThisHost() {
    return in(
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> folder.startsWith("/"))
            .map(Path::of)
            .toList());
  }

  /** Those of some folders. */
  public static InstalledPrograms in(List<Path> folders) {
    return new InstalledPrograms(folders, Optional.empty());
  }

  /** The same, but those of QEMU in this folder only. */
  public InstalledPrograms withQemuIn(Path folder) {
    return new InstalledPrograms(folders, Optional.of(folder));
  }

  /** Whether a program is one of QEMU's, by its name. */
  public static boolean isOfQemu(String name) {
    return name.startsWith(OF_QEMU);
  }

  /** The program of that name; empty if there is none that may be run. */
  public Optional<Path> find(String name) {
    List<Path> where =
        isOfQemu(name) && qemuFolder.isPresent() ? List.of(qemuFolder.get()) : folders;
    return where.stream()
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
