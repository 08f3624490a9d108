package io.aiorevisited.harness.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders with programs that say a version as QEMU's do, or that are broken. */
final class MadeUpQemu {

  private MadeUpQemu() {}

  /** A folder of this name with these programs, which say the version. */
  static Path folder(Path parent, String name, String version, String... programs) {
    Path folder = parent.resolve(name);
    for (String program : programs) {
      add(folder, program, "echo '" + program + " version " + version + " (made up)'");
    }
    return folder;
  }

  /** Adds a program of some shell commands. */
  static void add(Path folder, String program, String commands) {
    try {
      Files.createDirectories(folder);
      Path file = Files.writeString(folder.resolve(program), "#!/bin/sh\n" + commands + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
