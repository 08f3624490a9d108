package io.aiorevisited.harness.forks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JNA's native library, taken out of the jar once, so that no fork unpacks it again, and where libc
 * lies, so that no fork starts {@code ldconfig} to find it.
 */
public final class NativeBinding {

  private static final String FILE = "libjnidispatch.so";

  private NativeBinding() {}

  /** Has JNA start no child in this JVM and keep its files where the JVM keeps its own. */
  public static void prepareThisJvm() {
    setDefault("jna.tmpdir", System.getProperty("java.io.tmpdir"));
    libcFolder().ifPresent(libc -> setDefault("jna.platform.library.path", libc.toString()));
  }

  private static void setDefault(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  /**
   * Puts the library into {@code folder}; does nothing where the jar has none for this machine.
   *
   * @throws IOException if it can't be written
   */
  static void unpack(Path folder) throws IOException {
    String architecture =
        System.getProperty("os.arch").equals("amd64") ? "x86-64" : System.getProperty("os.arch");
    try (InputStream library =
        NativeBinding.class.getResourceAsStream(
            "/com/sun/jna/linux-" + architecture + "/" + FILE)) {
      if (library != null) {
        Path file = folder.resolve(FILE);
        Files.copy(library, file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  /** Arguments by which a JVM uses what {@link #unpack} put into {@code folder}. */
  static List<String> args(Path folder) {
    List<String> args = new ArrayList<>();
    args.add("-Djna.tmpdir=" + folder);
    // Not executable for anyone, whatever its mode, where the file system is mounted noexec: JNA
    // then looks for a place by itself.
    if (Files.isExecutable(folder.resolve(FILE))) {
      args.add("-Djna.boot.library.path=" + folder);
      args.add("-Djna.nounpack=true");
    }
    libcFolder().ifPresent(libc -> args.add("-Djna.platform.library.path=" + libc));
    return args;
  }

  /** The folder of the C library that this JVM itself runs on. */
  private static Optional<Path> libcFolder() {
    try {
      return Files.readAllLines(Path.of("/proc/self/maps")).stream()
          .filter(line -> line.matches(".* /\\S*/libc[.-][^/ ]*$"))
          .map(line -> Path.of(line.substring(line.indexOf('/'))).getParent())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // JNA then asks ldconfig, which only takes longer
    }
  }
}
