package io.aiorevisited.workloads.targets.file;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/**
 * What proves that a file is one of ours: kept in a file of its own beside it, since not every file
 * system has extended attributes.
 *
 * @param device number of the file's file system
 * @param inode of the file
 * @param sizeBytes of the file once it is filled, which no pass changes
 * @param ownerPid process that made the file
 * @param ownerStartTicks when that process started, clock ticks since boot: tells it from a later
 *     process of the same number
 */
record OwnerMark(long device, long inode, long sizeBytes, long ownerPid, long ownerStartTicks) {
  /** Where the mark of {@code file} is kept. */
  static Path pathFor(Path file) {
    return file.resolveSibling(file.getFileName() + ".owner");
  }

  /** The mark kept beside {@code file}; empty if there is none or it isn't a whole one. */
  static Optional<OwnerMark> read(Path file) throws IOException {
    Optional<Properties> lines = lines(file);
    try {
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new OwnerMark(
                  number(lines.get(), "device"),
                  number(lines.get(), "inode"),
                  number(lines.get(), "sizeBytes"),
                  number(lines.get(), "ownerPid"),
                  number(lines.get(), "ownerStartTicks")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The process that began the mark beside {@code file}, whole or not; empty if none did. */
  static Optional<Owner> readOwner(Path file) throws IOException {
    Optional<Properties> lines = lines(file);
    try {
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Owner(number(lines.get(), "ownerPid"), number(lines.get(), "ownerStartTicks")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Properties> lines(Path file) throws IOException {
    Properties lines = new Properties();
    try {
      lines.load(new StringReader(Files.readString(pathFor(file), StandardCharsets.ISO_8859_1)));
      return Optional.of(lines);
    } catch (NoSuchFileException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Begins the mark of {@code file}, which this process is about to make: it names the process, so
   * that at no moment there is a file of ours without a sign of whose it is.
   *
   * @throws java.nio.file.FileAlreadyExistsException if something is at the mark's place
   */
  static Owner begin(Path file) throws IOException {
    Owner owner = Owner.current();
    Files.writeString(
        pathFor(file),
        """
        # Made by aio-revisited together with the file of the same name: delete both or neither.
        ownerPid=%d
        ownerStartTicks=%d
        """
            .formatted(owner.pid(), owner.startTicks()),
        StandardCharsets.ISO_8859_1,
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE);
    return owner;
  }

  /** Adds to the mark that {@code owner} began which file it made. */
  static OwnerMark complete(Path file, long sizeBytes, Owner owner) throws IOException {
    OwnerMark mark =
        new OwnerMark(
            attribute(file, "unix:dev"),
            attribute(file, "unix:ino"),
            sizeBytes,
            owner.pid(),
            owner.startTicks());
    Files.writeString(
        pathFor(file),
        """
        device=%d
        inode=%d
        sizeBytes=%d
        """
            .formatted(mark.device, mark.inode, sizeBytes),
        StandardCharsets.ISO_8859_1,
        StandardOpenOption.APPEND);
    return mark;
  }

  /**
   * Whether {@code file} is, at this moment, the very file that this mark was made for: same device
   * and inode, and not grown, as another file that was given the same inode may be.
   */
  boolean names(Path file) throws IOException {
    try {
      return attribute(file, "unix:dev") == device
          && attribute(file, "unix:ino") == inode
          && attribute(file, "size") <= sizeBytes;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** The process that made the file. */
  Owner owner() {
    return new Owner(ownerPid, ownerStartTicks);
  }

  private static long attribute(Path file, String name) throws IOException {
    return (Long) Files.getAttribute(file, name, LinkOption.NOFOLLOW_LINKS);
  }

  private static long number(Properties lines, String name) {
    String value = lines.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return Long.parseLong(value);
  }
}
