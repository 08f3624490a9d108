package io.aiorevisited.harness.guest;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Java runtime with no more in it than a guest needs, made by a JDK's jlink. */
record JavaRuntime(Path folder) {
  /** JNA needs {@code java.logging}, a pass {@code jdk.management}. */
  private static final String MODULES =
      "java.base,jdk.unsupported,java.logging,java.management,jdk.management";

  private static final long LIMIT_SECONDS = 180;
  private static final int FIRST_WITH_UNSAFE_WARNING = 23;

  /**
   * Makes one.
   *
   * @param javaHome of the JDK
   * @param folder not there yet
   * @throws GuestUnsupportedException if it is no JDK
   */
  static JavaRuntime link(Path javaHome, Path folder) throws IOException, InterruptedException {
    Path jlink = javaHome.resolve("bin/jlink");
    if (!Files.isExecutable(jlink)) {
      throw new GuestUnsupportedException(
          javaHome
              + " has no jlink, which makes a guest's Java: install the JDK, not only the JRE");
    }
    Path said = folder.resolveSibling(folder.getFileName() + ".txt");
    Process process =
        new ProcessBuilder(
                jlink.toString(),
                "-J-XX:TieredStopAtLevel=1", // it ends before better code would pay
                "--add-modules",
                MODULES,
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                // Classes as the JVM keeps them: half of the start of a JVM in a guest.
                "--generate-cds-archive",
                "--output",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(said.toFile()))
            .start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(
            "jlink can't make a guest's Java: "
                + new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip());
      }
      return new JavaRuntime(folder);
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(said);
    }
  }

  /** What a runtime depends on that {@link #link} makes. */
  static String identity(Path javaHome) throws IOException {
    Path release = javaHome.resolve("release");
    return MODULES
        + "\n"
        + javaHome.toRealPath()
        + "\n"
        + (Files.isReadable(release) ? Files.readString(release) : "");
  }

  /** Arguments of a JVM in a guest: one compiler and one thread for garbage are enough. */
  static List<String> args() {
    List<String> args =
        new ArrayList<>(
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED"));
    if (Runtime.version().feature() >= FIRST_WITH_UNSAFE_WARNING) {
      args.add("--sun-misc-unsafe-memory-access=allow");
    }
    return args;
  }

  /** All its files. */
  List<Path> files() throws IOException {
    try (Stream<Path> walked = Files.walk(folder)) {
      return walked.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Those of them that the host's loader may have to find libraries for. */
  List<Path> programs() throws IOException {
    List<Path> programs = new ArrayList<>();
    for (Path file : files()) {
      if (file.toString().endsWith(".so") || Files.isExecutable(file)) {
        programs.add(file);
      }
    }
    return programs;
  }
}
