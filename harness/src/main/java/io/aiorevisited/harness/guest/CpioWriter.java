package io.aiorevisited.harness.guest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/*
 * The format is Linux's Documentation/driver-api/early-userspace/buffer-format.rst, "070701": a
 * header of 13 numbers of 8 hexadecimal digits each, the name, the data, each filled up to 4 bytes.
 * The kernel makes no folders by itself, so those above a file come before it.
 */
/** Writes an initramfs: a cpio archive in the format "newc". All times are 0, all files root's. */
final class CpioWriter implements AutoCloseable {
  private static final String MAGIC = "070701";
  private static final String TRAILER = "TRAILER!!!";
  private static final int FOLDER_MODE = 0040755;
  private static final int FILE_MODE = 0100000;
  private static final int CHARACTER_DEVICE_MODE = 0020600;
  private static final int ALIGNMENT = 4;

  private final OutputStream out;
  private final Set<String> folders = new HashSet<>();
  private long written;
  private int inode;

  /** What a folder, a file or a device is to the header. */
  private record Kind(int mode, int links, int major, int minor) {}

  CpioWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Adds an empty folder, and those above it.
   *
   * @param name path from the root, without a slash at the start
   */
  void folder(String name) throws IOException {
    if (name.isEmpty() || !folders.add(name)) {
      return;
    }
    folder(above(name));
    header(name, new Kind(FOLDER_MODE, 2, 0, 0), 0);
  }

  private static String above(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  /**
   * Adds a file.
   *
   * @param permissions such as 0755
   */
  void file(String name, int permissions, byte[] content) throws IOException {
    folder(above(name));
    header(name, new Kind(FILE_MODE | permissions, 1, 0, 0), content.length);
    write(content);
    fill();
  }

  /** Adds a file with another one's content; links are followed. */
  void file(String name, int permissions, Path content) throws IOException {
    file(name, permissions, Files.readAllBytes(content));
  }

  /** Adds a character device. */
  void device(String name, int major, int minor) throws IOException {
    folder(above(name));
    header(name, new Kind(CHARACTER_DEVICE_MODE, 1, major, minor), 0);
  }

  private void header(String name, Kind kind, int bytes) throws IOException {
    byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
    int number = name.equals(TRAILER) ? 0 : ++inode;
    int[] fields = {
      number,
      kind.mode,
      0,
      0,
      kind.links,
      0,
      bytes,
      0,
      0,
      kind.major,
      kind.minor,
      encoded.length + 1,
      0
    };
    StringBuilder header = new StringBuilder(MAGIC);
    for (int field : fields) {
      header.append(String.format(Locale.ROOT, "%08x", field));
    }
    write(header.toString().getBytes(StandardCharsets.US_ASCII));
    write(encoded);
    write(new byte[1]);
    fill();
  }

  private void fill() throws IOException {
    write(new byte[(int) (-written & ALIGNMENT - 1)]);
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }

  /** Ends the archive and closes what it was written to. */
  @Override
  public void close() throws IOException {
    try (out) {
      header(TRAILER, new Kind(0, 1, 0, 0), 0);
    }
  }
}
