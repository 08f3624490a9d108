package io.aiorevisited.harness.places;

import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.harness.host.HostSnapshot;
import io.aiorevisited.harness.plan.Readable;
import io.aiorevisited.harness.plan.WrongCallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Where the scratch file of a run will be, and whether it can be there. Nothing stays behind.
 *
 * @param file the scratch file, absolute, not there yet
 * @param directory existing directory on the file's file system, its own wherever that exists
 */
public record ScratchPlace(Path file, Path directory) implements Place {

  /** Room for the record of a run and its report. */
  private static final long RECORD_BYTES = 16L << 20;

  /** Linux takes 255, of which the state and the owner's mark want some. */
  private static final int MAX_NAME_BYTES = 220;

  /** Linux takes 4095, of which files in the folder want some. */
  private static final int MAX_PATH_BYTES = 3800;

  /** The place inside the folder of the run, which needn't exist yet. */
  public static ScratchPlace inRunFolder(Path runFolder) {
    Path folder = runFolder.toAbsolutePath().normalize();
    requireShortNames(folder, "--out");
    return new ScratchPlace(folder.resolve("scratch.dat"), writableAncestor(folder));
  }

  /**
   * The place that a person named: an existing directory to put the file into, or the file itself.
   *
   * @throws WrongCallException if there is something already, or no directory to write to
   */
  public static ScratchPlace named(Path target, String runId) {
    Path path = target.toAbsolutePath().normalize();
    requireShortNames(path, "--target");
    if (Files.isDirectory(path)) {
      requireWritable(path);
      return new ScratchPlace(path.resolve("aio-revisited-" + runId + ".scratch"), path);
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new WrongCallException(
          "the target "
              + target
              + " exists and was not made by this run, so it is left alone:"
              + " name a new file, or a directory to make one in");
    }
    Path parent = path.getParent();
    if (!Files.isDirectory(parent)) {
      throw new WrongCallException(
          "the target "
              + target
              + " can't be made, as "
              + parent
              + " is not a directory: make it first, or name another target");
    }
    requireWritable(parent);
    return new ScratchPlace(path, parent);
  }

  /**
   * The place of a run that is resumed, which its plan names.
   *
   * @throws WrongCallException if there is no directory to write to any more
   */
  public static ScratchPlace again(Path target) {
    Path parent = existingDirectory(target);
    requireWritable(parent);
    return new ScratchPlace(target, parent);
  }

  /**
   * The directory of {@code target}.
   *
   * @throws WrongCallException if it is gone
   */
  public static Path existingDirectory(Path target) {
    Path parent = target.getParent();
    if (!target.isAbsolute() || parent == null || !Files.isDirectory(parent)) {
      throw new WrongCallException(
          "the run's target "
              + target
              + " can't be made again, as its directory is gone: put the directory back, or start"
              + " a new run");
    }
    return parent;
  }

  /**
   * Checks space and direct I/O.
   *
   * @param neededBytes size of the scratch file
   * @throws WrongCallException if there is too little space or no direct I/O
   */
  @Override
  public void check(long neededBytes, HostSnapshot host) {
    // Direct I/O first: a file system without it, such as ramfs, may not tell its space either.
    checkDirectIo(host);
    checkSpace(neededBytes);
  }

  @Override
  public Host describe(HostSnapshot host) {
    return host.take(directory);
  }

  @Override
  public String announce(long neededBytes, Host host) {
    return Readable.bytes(neededBytes)
        + " of "
        + Readable.bytes(freeBytes())
        + " free, removed at the end; "
        + host.fileSystem().replaceAll(" .*", "")
        + " on "
        + host.device();
  }

  /** Bytes that this user may still write here. */
  public long freeBytes() {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw new WrongCallException(
          "can't ask for the free space of " + directory + ": " + e.getMessage());
    }
  }

  private void checkSpace(long neededBytes) {
    long needed = neededBytes + RECORD_BYTES;
    long free = freeBytes();
    if (free < needed) {
      throw new WrongCallException(
          "not enough space in "
              + directory
              + ": "
              + Readable.bytes(needed)
              + " needed, "
              + Readable.bytes(free)
              + " free: free some, give a smaller --size, or name another --target");
    }
  }

  private void checkDirectIo(HostSnapshot host) {
    String type = host.fileSystemType(directory);
    try {
      openDirectly();
    } catch (SyscallException e) {
      throw new WrongCallException(
          "the file system of "
              + directory
              + " ("
              + type
              + ") refuses direct I/O, without which engines can't be compared ("
              + e.getMessage()
              + "): name a --target on another one");
    } catch (IOException e) {
      throw new WrongCallException(
          "can't make a file in "
              + directory
              + " ("
              + Readable.reason(e)
              + "): name another --target");
    }
  }

  private void openDirectly() throws IOException {
    try {
      IoFile.openUnnamed(directory, CacheMode.NONE).close();
    } catch (SyscallException e) {
      if (e.errno() != Errno.EOPNOTSUPP.number()) {
        throw e;
      }
      // A file system without unnamed files: one with a name, which a kill could leave behind.
      Path probe = Files.createTempFile(directory, ".aio-revisited-probe", "");
      try {
        IoFile.open(probe, CacheMode.NONE, FileAccess.READ_WRITE).close();
      } finally {
        Files.deleteIfExists(probe);
      }
    }
  }

  /** Refuses names that Linux has no room for, with what is put after them here. */
  private static void requireShortNames(Path path, String option) {
    boolean tooLong = bytes(path) > MAX_PATH_BYTES;
    for (Path name : path) {
      tooLong |= bytes(name) > MAX_NAME_BYTES;
    }
    if (tooLong) {
      throw new WrongCallException(
          option
              + " has a name of more than "
              + MAX_NAME_BYTES
              + " bytes, or is longer than "
              + MAX_PATH_BYTES
              + " in all: choose a shorter one");
    }
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static void requireWritable(Path directory) {
    if (!Files.isWritable(directory)) {
      throw new WrongCallException(
          "the directory "
              + directory
              + " can't be written to: change its permissions, or name another");
    }
  }

  private static Path writableAncestor(Path folder) {
    Path ancestor = folder;
    while (!Files.exists(ancestor, LinkOption.NOFOLLOW_LINKS)) {
      ancestor = ancestor.getParent();
    }
    if (!Files.isDirectory(ancestor)) {
      throw new WrongCallException(
          "results can't go to "
              + folder
              + ", as "
              + ancestor
              + " is not a directory: name another with --out");
    }
    requireWritable(ancestor);
    return ancestor;
  }
}
