package io.aiorevisited.workloads.target;

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
  private static final int START_TIME_FIELD = 22;

  /** Where the mark of {@code file} is kept. */
  static Path pathFor(Path file) {
    return file.resolveSibling(file.getFileName() + ".owner");
  }

  /** The mark of {@code file}, which this process has made and will fill. */
  static OwnerMark of(Path file, long sizeBytes) throws IOException {
    long pid = ProcessHandle.current().pid();
    long startTicks =
        startTicks(pid).orElseThrow(() -> new IOException("can't read /proc/" + pid + "/stat"));
    return new OwnerMark(
        attribute(file, "unix:dev"), attribute(file, "unix:ino"), sizeBytes, pid, startTicks);
  }

  /** The mark kept beside {@code file}; empty if there is none or it isn't a whole one. */
  static Optional<OwnerMark> read(Path file) throws IOException {
    Properties lines = new Properties();
    try {
      lines.load(new StringReader(Files.readString(pathFor(file), StandardCharsets.ISO_8859_1)));
      return Optional.of(
          new OwnerMark(
              number(lines, "device"),
              number(lines, "inode"),
              number(lines, "sizeBytes"),
              number(lines, "ownerPid"),
              number(lines, "ownerStartTicks")));
    } catch (NoSuchFileException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Writes this mark beside {@code file}, where nothing may be yet. */
  void create(Path file) throws IOException {
    Files.writeString(
        pathFor(file),
        """
        # Made by aio-revisited together with the file of the same name: delete both or neither.
        device=%d
        inode=%d
        sizeBytes=%d
        ownerPid=%d
        ownerStartTicks=%d
        """
            .formatted(device, inode, sizeBytes, ownerPid, ownerStartTicks),
        StandardCharsets.ISO_8859_1,
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE);
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

  /** Whether the process that made the file still runs. */
  boolean ownerRuns() throws IOException {
    return startTicks(ownerPid).filter(ticks -> ticks == ownerStartTicks).isPresent();
  }

  private static Optional<Long> startTicks(long pid) throws IOException {
    String stat;
    try {
      stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    // Field 2 is the command in brackets and may hold anything, so fields are counted after it.
    String[] fromThirdField = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Optional.of(Long.parseLong(fromThirdField[START_TIME_FIELD - 3]));
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
