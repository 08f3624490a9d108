package io.aiorevisited.harness.guest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/*
 * A bzImage says which release it is (Linux's Documentation/arch/x86/boot.rst): "HdrS" at 0x202,
 * and at 0x20e where its version lies, counted from 0x200: the release, a space, who built it.
 */
/**
 * The Linux that a guest boots.
 *
 * @param image the kernel's file, as QEMU loads it
 * @param release of it, such as {@code 6.1.0-56-cloud-amd64}
 * @param modules folder of its modules; empty where there is none, and all that is needed must be
 *     built in
 */
public record GuestKernel(Path image, String release, Optional<Path> modules) {
  private static final Path ROOT = Path.of("/");
  private static final String PREFIX = "vmlinuz-";
  private static final int HEADER_AT = 0x202;
  private static final int VERSION_POINTER_AT = 0x20e;
  private static final int VERSION_BASE = 0x200;
  private static final int MOST_HEADER_BYTES = 64 << 10;

  private static final String FIX =
      ": install a kernel for it (Debian package linux-image-cloud-amd64 or linux-image-amd64), or"
          + " name one by --guest-kernel";

  /**
   * Finds one: the one named, else the host's own, else the newest that lies in {@code /boot}.
   *
   * @param named a kernel's file that the person named
   * @throws GuestUnsupportedException if there is none, or it can't be used
   */
  public static GuestKernel find(Optional<Path> named) throws GuestUnsupportedException {
    return find(named, ROOT, hostRelease());
  }

  private static String hostRelease() {
    return System.getProperty("os.version"); // as uname has it
  }

  /**
   * @param root where {@code boot} and {@code lib/modules} lie
   */
  static GuestKernel find(Optional<Path> named, Path root, String hostRelease)
      throws GuestUnsupportedException {
    Path image = named.isPresent() ? named.get() : inBoot(root.resolve("boot"), hostRelease);
    String release = releaseOf(image);
    Path file = image.toAbsolutePath().normalize();
    return new GuestKernel(file, release, modulesOf(file, release, root));
  }

  private static Path inBoot(Path boot, String hostRelease) throws GuestUnsupportedException {
    Path ofHost = boot.resolve(PREFIX + hostRelease);
    if (Files.isReadable(ofHost)) {
      return ofHost;
    }
    List<Path> kernels = List.of();
    if (Files.isDirectory(boot)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(boot, PREFIX + "*")) {
        kernels = StreamSupport.stream(files.spliterator(), false).toList();
      } catch (IOException e) {
        throw new GuestUnsupportedException(boot + " can't be looked into: " + e.getMessage());
      }
    }
    Optional<Path> newest =
        kernels.stream()
            .filter(Files::isReadable)
            .max(Comparator.comparing(file -> Runtime.Version.parse(numbersOf(file))));
    if (newest.isPresent()) {
      return newest.get();
    }
    throw new GuestUnsupportedException(
        kernels.isEmpty()
            ? "no kernel for a guest in " + boot + FIX
            : "the kernels in "
                + boot
                + " may be read by root only: name a readable copy by --guest-kernel");
  }

  /** {@code 6.1.0-56} of {@code vmlinuz-6.1.0-56-cloud-amd64} as {@code 6.1.0.56}, comparable. */
  private static String numbersOf(Path file) {
    String numbers =
        file.getFileName()
            .toString()
            .substring(PREFIX.length())
            .replaceFirst("^([0-9]+(?:[.-][0-9]+)*).*$", "$1")
            .replace('-', '.')
            .replaceAll("(^|\\.)0+(?=[0-9])", "$1")
            .replaceAll("(\\.0)+$", "");
    return numbers.matches("[1-9][0-9]*(\\.[0-9]+)*") ? numbers : "1";
  }

  private static String releaseOf(Path image) throws GuestUnsupportedException {
    byte[] start;
    try (InputStream in = Files.newInputStream(image)) {
      start = in.readNBytes(MOST_HEADER_BYTES);
    } catch (IOException e) {
      throw new GuestUnsupportedException(
          "the guest's kernel " + image + " can't be read: " + e.getMessage());
    }
    ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    boolean isBzImage =
        start.length > VERSION_POINTER_AT + Short.BYTES
            && new String(start, HEADER_AT, 4, StandardCharsets.US_ASCII).equals("HdrS");
    int version =
        isBzImage ? VERSION_BASE + Short.toUnsignedInt(header.getShort(VERSION_POINTER_AT)) : 0;
    if (version <= VERSION_BASE || version >= start.length) {
      throw new GuestUnsupportedException(
          image + " is not a kernel that QEMU boots: name a vmlinuz for x86-64 by --guest-kernel");
    }
    int end = version;
    while (end < start.length && start[end] > ' ') {
      end++;
    }
    return new String(start, version, end - version, StandardCharsets.US_ASCII);
  }

  /** A package that was unpacked somewhere has its modules beside the kernel's own folder. */
  private static Optional<Path> modulesOf(Path image, String release, Path root) {
    Path above = Optional.ofNullable(image.getParent().getParent()).orElse(root);
    return Stream.of(above.resolve("lib"), above.resolve("usr/lib"), root.resolve("lib"))
        .map(lib -> lib.resolve("modules").resolve(release))
        .filter(Files::isDirectory)
        .findFirst();
  }
}
