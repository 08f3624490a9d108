package io.aiorevisited.harness.guest;

import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.workloads.guest.GuestProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/*
 * The key under which an image is kept is made of all that goes in, but for the Java runtime and
 * the libraries, for which the JDK stands that they come from.
 */
/** The files that a guest boots with: an initramfs of busybox, modules, a Java runtime and us. */
public final class GuestImage {
  /** Part of the key: another where {@link #write} puts other things in. */
  private static final String RECIPE = "2";

  private static final String JAVA = "java";

  /** The JVM's archive of classes for heaps of 32 GiB and more. */
  private static final String UNUSED_CLASSES = "classes_nocoops.jsa";

  private static final String JNA_FOLDER = "lib/jna";
  private static final String JAR = "guest.jar";
  private static final int PROGRAM_MODE = 0755;
  private static final int FILE_MODE = 0644;

  private final Map<String, byte[]> modules;
  private final Path busybox;
  private final byte[] jar;
  private final InstalledPrograms programs;
  private final Path javaHome;

  private GuestImage(
      Map<String, byte[]> modules,
      Path busybox,
      byte[] jar,
      InstalledPrograms programs,
      Path javaHome) {
    this.modules = modules;
    this.busybox = busybox;
    this.jar = jar;
    this.programs = programs;
    this.javaHome = javaHome;
  }

  /**
   * Finds the image for a kernel in {@code cache}, or makes it there.
   *
   * @param programs where busybox and what unpacks modules are looked for
   * @param javaHome JDK whose jlink makes the runtime
   * @return the image, checked
   * @throws GuestUnsupportedException if something that it needs is not installed
   * @throws IOException if it can't be made
   */
  public static Path findOrMake(
      GuestKernel kernel, InstalledPrograms programs, Path javaHome, Path cache)
      throws IOException, InterruptedException {
    requireX86(System.getProperty("os.arch"));
    Path busybox =
        programs
            .find("busybox")
            .orElseThrow(
                () ->
                    new GuestUnsupportedException(
                        "busybox is not installed, a guest's shell: install the package"
                            + " busybox-static"));
    Map<String, byte[]> modules = KernelModules.inOrder(kernel, programs, KernelModules.OF_DISK);
    GuestImage image = new GuestImage(modules, busybox, GuestClasses.jar(), programs, javaHome);
    return new KeptImages(cache).findOrMake(image.key(), image::write);
  }

  /** A guest runs this host's own Java, libraries and busybox. */
  static void requireX86(String architecture) throws GuestUnsupportedException {
    if (!architecture.equals("amd64")) {
      throw new GuestUnsupportedException(
          "guests are x86-64 and take a host of the same kind, and this one is "
              + architecture
              + ": leave guests out of --engines");
    }
  }

  private void write(OutputStream out, Path room) throws IOException, InterruptedException {
    JavaRuntime runtime = JavaRuntime.link(javaHome, room.resolve(JAVA));
    try (CpioWriter cpio = new CpioWriter(out)) {
      write(cpio, runtime, room);
    }
  }

  private void write(CpioWriter cpio, JavaRuntime runtime, Path room)
      throws IOException, InterruptedException {
    for (String folder : List.of("proc", "sys", "dev", "tmp", "bin")) {
      cpio.folder(folder);
    }
    cpio.device("dev/console", 5, 1);
    cpio.device("dev/null", 1, 3);
    for (Map.Entry<String, byte[]> module : modules.entrySet()) {
      cpio.file(GuestInit.MODULES + "/" + module.getKey() + ".ko", FILE_MODE, module.getValue());
    }
    Path jnaLibrary = Files.write(room.resolve("libjnidispatch.so"), GuestClasses.jnaLibrary());
    List<Path> linked = new ArrayList<>(runtime.programs());
    linked.add(busybox);
    linked.add(jnaLibrary);
    Set<Path> libraries = SharedLibraries.of(programs, linked);
    for (Path library : libraries) {
      cpio.file(library.toString().substring(1), PROGRAM_MODE, library);
    }
    cpio.file("bin/busybox", PROGRAM_MODE, busybox);
    for (Path file : runtime.files()) {
      if (file.getFileName().toString().equals(UNUSED_CLASSES)) {
        continue;
      }
      int mode = Files.isExecutable(file) ? PROGRAM_MODE : FILE_MODE;
      cpio.file(JAVA + "/" + runtime.folder().relativize(file), mode, file);
    }
    cpio.file(JNA_FOLDER + "/" + jnaLibrary.getFileName(), PROGRAM_MODE, jnaLibrary);
    cpio.file(JAR, FILE_MODE, jar);
    cpio.file("init", PROGRAM_MODE, script(libcFolder(libraries)));
  }

  private byte[] script(Path libcFolder) {
    return GuestInit.script(modules.keySet(), javaCommand(libcFolder))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static List<String> javaCommand(Path libcFolder) {
    List<String> command =
        new ArrayList<>(List.of("/" + JAVA + "/bin/java", "$" + GuestInit.JAVA_ARGS));
    command.addAll(JavaRuntime.args());
    command.addAll(
        List.of(
            "-Djna.boot.library.path=/" + JNA_FOLDER,
            "-Djna.nounpack=true",
            "-Djna.tmpdir=/tmp",
            "-Djna.platform.library.path=" + libcFolder,
            "-cp",
            "/" + JAR,
            GuestProgram.class.getName()));
    return command;
  }

  private static Path libcFolder(Set<Path> libraries) throws IOException {
    return libraries.stream()
        .filter(library -> library.getFileName().toString().matches("libc[.-].*"))
        .map(Path::getParent)
        .findFirst()
        .orElseThrow(() -> new IOException("the C library of Java was not found by ldd"));
  }

  private String key() throws IOException {
    MessageDigest digest = sha256();
    digest.update(RECIPE.getBytes(StandardCharsets.US_ASCII));
    for (Map.Entry<String, byte[]> module : modules.entrySet()) {
      digest.update(module.getKey().getBytes(StandardCharsets.US_ASCII));
      digest.update(module.getValue());
    }
    digest.update(Files.readAllBytes(busybox));
    digest.update(jar);
    digest.update(script(Path.of("/")));
    digest.update(JavaRuntime.identity(javaHome).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
