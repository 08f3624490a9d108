package io.aiorevisited.harness.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is mounted where, from {@code /proc/self/mountinfo} (proc_pid_mountinfo(5)). */
public final class MountTable {

  /**
   * A mounted file system.
   *
   * @param majorMinor device number as in {@code 254:0}
   * @param mountPoint where it is mounted
   * @param options of the mount
   * @param type of the file system
   * @param source what is mounted, often a device's path
   */
  public record Mount(
      String majorMinor, Path mountPoint, String options, String type, String source) {}

  private final List<Mount> mounts;

  private MountTable(List<Mount> mounts) {
    this.mounts = List.copyOf(mounts);
  }

  /** Reads the table beneath {@code root}; an unreadable one is empty. */
  public static MountTable read(Path root) {
    List<Mount> mounts = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(root.resolve("proc/self/mountinfo"))) {
        parse(line).ifPresent(mounts::add);
      }
    } catch (IOException e) {
      return new MountTable(List.of()); // no /proc here: the host is described without it
    }
    return new MountTable(mounts);
  }

  /** The file system that holds {@code path}, which is absolute and free of symbolic links. */
  public Optional<Mount> holding(Path path) {
    // Of mounts on the same point the last one covers the others.
    Mount found = null;
    for (Mount mount : mounts) {
      if (path.startsWith(mount.mountPoint())
          && (found == null
              || mount.mountPoint().getNameCount() >= found.mountPoint().getNameCount())) {
        found = mount;
      }
    }
    return Optional.ofNullable(found);
  }

  private static Optional<Mount> parse(String line) {
    String[] fields = line.split(" ");
    int dash = Arrays.asList(fields).indexOf("-");
    if (dash < 6 || fields.length < dash + 3) {
      return Optional.empty();
    }
    return Optional.of(
        new Mount(
            fields[2],
            Path.of(unescape(fields[4])),
            fields[5],
            fields[dash + 1],
            unescape(fields[dash + 2])));
  }

  /** Spaces, tabs, newlines and backslashes stand as octal numbers, for example {@code \040}. */
  private static String unescape(String field) {
    return field
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
