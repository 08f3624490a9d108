package io.aiorevisited.harness.guest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/*
 * An image is kept as guest-KEY-CHECKSUM.cpio. The checksum is of the file itself, and is looked at
 * before the image is used. It is made in a folder beside it and renamed: another run may be making
 * the same one.
 */
/** The folder in which images are kept for later runs, until none has used them for a week. */
final class KeptImages {
  private static final String PREFIX = "guest-";
  private static final String SUFFIX = ".cpio";
  private static final Duration KEPT_UNUSED = Duration.ofDays(7);
  private static final int PART_BYTES = 1 << 16;

  private final Path folder;

  /** What writes an image. */
  interface Maker {

    /**
     * @param room a folder for what it needs meanwhile
     */
    void write(OutputStream image, Path room) throws IOException, InterruptedException;
  }

  /** Keeps them in a folder, which is made if need be. */
  KeptImages(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /**
   * Finds an image, or makes it. One that is not as it was written is removed.
   *
   * @param key of all that goes into it
   */
  Path findOrMake(String key, Maker maker) throws IOException, InterruptedException {
    Path found = null;
    try (DirectoryStream<Path> images =
        Files.newDirectoryStream(folder, PREFIX + key + "-*" + SUFFIX)) {
      for (Path image : images) {
        if (image.getFileName().toString().equals(name(key, checksum(image)))) {
          found = image;
        } else {
          Files.deleteIfExists(image);
        }
      }
    }
    Path image = found == null ? make(key, maker) : found;
    Files.setLastModifiedTime(image, FileTime.from(Instant.now()));
    removeUnused();
    return image;
  }

  private Path make(String key, Maker maker) throws IOException, InterruptedException {
    Path room = Files.createTempDirectory(folder, PREFIX + "making-");
    try {
      Path unfinished = room.resolve("unfinished");
      CRC32C sum = new CRC32C();
      try (OutputStream out =
          new BufferedOutputStream(
              new CheckedOutputStream(Files.newOutputStream(unfinished), sum), PART_BYTES)) {
        maker.write(out, room);
      }
      return Files.move(unfinished, folder.resolve(name(key, sum)), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      remove(room);
    }
  }

  private static String name(String key, CRC32C sum) {
    return PREFIX + key + "-" + HexFormat.of().toHexDigits((int) sum.getValue()) + SUFFIX;
  }

  private static CRC32C checksum(Path file) throws IOException {
    CRC32C sum = new CRC32C();
    byte[] part = new byte[PART_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        sum.update(part, 0, read);
      }
    }
    return sum;
  }

  private void removeUnused() throws IOException {
    Instant limit = Instant.now().minus(KEPT_UNUSED);
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path file : old) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
          remove(file);
        }
      }
    }
  }

  /** Removes a file, or a folder with all that is in it. */
  static void remove(Path path) throws IOException {
    List<Path> inside;
    try (Stream<Path> files = Files.walk(path)) {
      inside = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : inside) {
      Files.deleteIfExists(file);
    }
  }
}
