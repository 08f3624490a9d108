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
 */
public record InstalledPrograms(List<Path> folders) {

  public InstalledPrograms {
    folders = List.copyOf(folders);
  }

  /** Those that this process's {@code PATH} names. */
  public static InstalledPrograms ofThisHost() {
    return new InstalledPrograms(
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> folder.startsWith("/"))
            .map(Path::of)
            .toList());
  }

  /** The program of that name; empty if there is none that may be run. */
  public Optional<Path> find(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
