package io.aiorevisited.workloads.targets.place;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is mounted, by device number: names in it may be stale, aliases or of another namespace. */
public final class MountTable {

  /**
   * One line of mountinfo.
   *
   * @param id the kernel's number of the mount
   * @param device device of the file system
   * @param mountPoint where it is seen
   * @param options of the mount
   * @param fileSystem its type, for example {@code ext4}
   * @param source what was mounted, as the mounter named it
   */
  public record Mount(
      long id,
      DeviceNumber device,
      String mountPoint,
      String options,
      String fileSystem,
      String source) {}

  private final List<Mount> mounts;

  private MountTable(List<Mount> mounts) {
    this.mounts = List.copyOf(mounts);
  }

  /**
   * Reads the mounts that this process sees.
   *
   * @throws UncheckedIOException if mountinfo can't be read
   */
  public static MountTable read(SystemTrees trees) {
    Path file = trees.proc().resolve("self/mountinfo");
    try {
      return parse(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the mounts from " + file, e);
    }
  }

  /** Parses lines in the form of proc_pid_mountinfo(5). */
  static MountTable parse(List<String> lines) {
    return new MountTable(lines.stream().map(MountTable::parseLine).toList());
  }

  private static Mount parseLine(String line) {
    List<String> fields = Arrays.asList(line.split(" "));
    int separator = fields.indexOf("-");
    if (separator < 6 || fields.size() < separator + 3) {
      throw new IllegalArgumentException("not a line of mountinfo: '" + line + "'");
    }
    return new Mount(
        Long.parseLong(fields.get(0)),
        DeviceNumber.parse(fields.get(2)),
        KernelText.unescape(fields.get(4)),
        fields.get(5),
        fields.get(separator + 1),
        KernelText.unescape(fields.get(separator + 2)));
  }

  /** All mounts, in the kernel's order. */
  public List<Mount> mounts() {
    return mounts;
  }

  /** The mounts of the file system on {@code device}. */
  public List<Mount> of(DeviceNumber device) {
    return mounts.stream().filter(mount -> mount.device().equals(device)).toList();
  }

  /** The mount that holds {@code path}, which is absolute and free of symbolic links. */
  public Optional<Mount> holding(Path path) {
    // Of mounts on the same point the last one covers the others.
    Mount found = null;
    int depth = -1;
    for (Mount mount : mounts) {
      Path point = Path.of(mount.mountPoint());
      if (path.startsWith(point) && point.getNameCount() >= depth) {
        found = mount;
        depth = point.getNameCount();
      }
    }
    return Optional.ofNullable(found);
  }

  /** The mount that a file is reached by, where the kernel gave its number. */
  public Optional<Mount> byId(long id) {
    return mounts.stream().filter(mount -> mount.id() == id).findFirst();
  }
}
