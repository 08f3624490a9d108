package io.aiorevisited.workloads.targets.probe;

import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.workloads.targets.TargetException;
import io.aiorevisited.workloads.targets.device.DeviceGuard;
import io.aiorevisited.workloads.targets.place.BlockDevice;
import io.aiorevisited.workloads.targets.place.BlockDevices;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import io.aiorevisited.workloads.targets.place.TargetPlace;
import io.aiorevisited.workloads.targets.probe.TargetDiagnosis.Finding;
import io.aiorevisited.workloads.targets.probe.TargetDiagnosis.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/*
 * The mail of 2009 left to others to tell on which files native AIO is safe. io_submit blocks where
 * the file system has to allocate, to convert an unwritten extent, or to read its extent map, and it
 * does all the work itself where there is no O_DIRECT. So: a device is safe; a file is safe where it
 * is written throughout and its file system overwrites in place; and the kernel's own answer to
 * RWF_NOWAIT has the last word.
 */
/** Looks at a file or device, and judges whether native AIO is safe from blocking on it. */
public final class TargetProbe {
  /** File systems that give every write a new place. */
  private static final Set<String> COPY_ON_WRITE = Set.of("btrfs", "zfs", "bcachefs", "nilfs2");

  /** Refusals up to this share can come from somebody else's use of the target just then. */
  private static final double LARGEST_BLOCKING_SHARE = 0.01;

  private static final String USE_THREADS = "use the engine threads there";

  private final SystemTrees trees;
  private final Path typed;
  private final boolean mayWrite;
  private final List<Finding> findings = new ArrayList<>();

  private TargetProbe(SystemTrees trees, Path typed, boolean mayWrite) {
    this.trees = trees;
    this.typed = typed;
    this.mayWrite = mayWrite;
  }

  /**
   * Looks at {@code path}; only reads.
   *
   * @param mayWrite whether requests may be written to a file, each with the bytes just read there
   * @throws TargetException if it is neither a file nor a block device, or can't be looked at
   */
  public static TargetDiagnosis diagnose(Path path, boolean mayWrite) throws IOException {
    return new TargetProbe(SystemTrees.host(), path, mayWrite).diagnose();
  }

  private TargetDiagnosis diagnose() throws IOException {
    if (!Files.exists(typed)) {
      throw new TargetException("no such file or device: " + typed);
    }
    Path path = typed.toRealPath();
    if (!Files.isReadable(path)) {
      throw new TargetException("not readable: " + path + "; look at it as its owner or as root");
    }
    TargetPlace place = TargetPlace.of(path, trees);
    note("path", typed.toAbsolutePath().equals(path) ? path.toString() : typed + " -> " + path);
    try {
      return switch (place.status().kind()) {
        case BLOCK_DEVICE -> diagnoseDevice(path, place);
        case REGULAR_FILE -> diagnoseFile(path, place);
        case DIRECTORY, OTHER ->
            throw new TargetException(
                "neither a file nor a block device: "
                    + path
                    + "; name one that requests can go to");
      };
    } catch (SyscallException e) {
      throw new TargetException("can't look at " + path + ": " + e.getMessage(), e);
    }
  }

  private TargetDiagnosis diagnoseDevice(Path path, TargetPlace place) {
    note("is", "a block device, " + place.device().map(BlockDevice::describe).orElse("unknown"));
    place.queueLimits().ifPresent(limits -> note("queue", limits));
    Optional<Alignment> alignment = noteAlignment(path);
    try {
      DeviceGuard.host().admitToRead(path.toAbsolutePath()).close();
      note("use", "nobody mounts it, swaps on it, builds on it or holds it exclusively");
    } catch (TargetException e) {
      note("use", e.getMessage());
    }
    note("writes", "never allocate on a device");
    if (alignment.isEmpty()) {
      return verdict(Verdict.NOT_SAFE, "it takes no O_DIRECT", USE_THREADS);
    }
    long sizeBytes = place.device().map(BlockDevice::sizeBytes).orElse(0L);
    return judgeNowait(path, sizeBytes, alignment.get(), false)
        .orElseGet(() -> verdict(Verdict.SAFE, "a device has nothing to allocate", ""));
  }

  private TargetDiagnosis diagnoseFile(Path path, TargetPlace place) {
    long sizeBytes = place.status().sizeBytes();
    note(
        "is",
        "a file of " + sizeBytes + " bytes, " + place.status().allocatedBytes() + " allocated");
    note("file system", describeFileSystem(place));
    Optional<Extents> extents = sizeBytes == 0 ? Optional.empty() : Extents.of(path, sizeBytes);
    note("extents", extents.map(TargetProbe::describe).orElse("not to be told here"));
    Optional<Alignment> alignment = noteAlignment(path);
    if (place.inMemory()) {
      return verdict(
          Verdict.NOT_SAFE,
          "its file system is memory: io_submit itself carries every request out",
          "put the file on a disk");
    }
    if (alignment.isEmpty()) {
      return verdict(
          Verdict.NOT_SAFE,
          "its file system has no O_DIRECT, and buffered requests are carried out in io_submit",
          "put the file on a file system with O_DIRECT, or " + USE_THREADS);
    }
    String type = place.fileSystem().orElse("");
    Optional<String> allocation = whyWritesAllocate(type, sizeBytes, extents);
    note("writes", allocation.map(why -> "may allocate: " + why).orElse("overwrite in place"));
    Optional<TargetDiagnosis> refused =
        sizeBytes == 0
            ? Optional.empty()
            : judgeNowait(path, sizeBytes, alignment.get(), allocation.isEmpty() && mayWrite);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (allocation.isEmpty()) {
      return verdict(
          Verdict.SAFE,
          "every byte is written, in place, with O_DIRECT; appending is not safe",
          "");
    }
    if (COPY_ON_WRITE.contains(type)) {
      return verdict(
          Verdict.NOT_SAFE,
          allocation.get(),
          "put the file on a file system that overwrites in place (ext4, xfs), or " + USE_THREADS);
    }
    if (extents.isEmpty()) {
      return verdict(
          Verdict.NOT_SAFE,
          allocation.get(),
          "put the file where extents can be seen, or " + USE_THREADS);
    }
    return verdict(
        Verdict.SAFE_ONCE_WRITTEN,
        allocation.get(),
        "while nobody has it open: dd if=%s of=%s bs=1M conv=notrunc,fsync"
            .formatted(quoted(path), quoted(path)));
  }

  /** Why a write inside the file could have to allocate; empty if it can't. */
  private static Optional<String> whyWritesAllocate(
      String fileSystem, long sizeBytes, Optional<Extents> extents) {
    if (COPY_ON_WRITE.contains(fileSystem)) {
      return Optional.of(fileSystem + " gives every write a new place");
    }
    if (sizeBytes == 0) {
      return Optional.of("it is empty, so every write appends");
    }
    if (extents.isEmpty()) {
      return Optional.of("its file system doesn't tell which bytes have a place on the device");
    }
    if (!extents.get().allWritten()) {
      return Optional.of(extents.get().shortcomings());
    }
    return extents.get().sharedBytes() > 0
        ? Optional.of(extents.get().sharedBytes() + " bytes are shared with other files")
        : Optional.empty();
  }

  /** Asks the kernel; empty if it refuses nothing. */
  private Optional<TargetDiagnosis> judgeNowait(
      Path path, long sizeBytes, Alignment alignment, boolean write) {
    List<NowaitProbe> probes = new ArrayList<>();
    try {
      probes.add(NowaitProbe.of(path, sizeBytes, alignment, IoOperation.READ));
      if (write) {
        probes.add(NowaitProbe.of(path, sizeBytes, alignment, IoOperation.WRITE));
      }
    } catch (SyscallException e) {
      note("RWF_NOWAIT", "not to be tried: " + e.getMessage());
    }
    Optional<TargetDiagnosis> refused = Optional.empty();
    for (NowaitProbe probe : probes) {
      String what = "RWF_NOWAIT " + probe.operation().name().toLowerCase(Locale.ROOT) + "s";
      String found =
          probe.wouldBlock() + " of " + probe.requests() + " submissions would have blocked";
      note(what, probe.supported() ? found : "not supported by this target");
      if (probe.wouldBlock() > probe.requests() * LARGEST_BLOCKING_SHARE && refused.isEmpty()) {
        refused = Optional.of(verdict(Verdict.NOT_SAFE, "the kernel says: " + found, USE_THREADS));
      }
    }
    if (!write) {
      note("RWF_NOWAIT writes", "not tried, as nothing may be written");
    }
    return refused;
  }

  private Optional<Alignment> noteAlignment(Path path) {
    Optional<Alignment> alignment = Alignment.of(path, new BlockDevices(trees));
    note(
        "O_DIRECT",
        alignment
            .map(
                found ->
                    "offsets and lengths in multiples of %d bytes, buffers of %d (%s)"
                        .formatted(
                            found.offsetBytes(), found.memoryBytes(), found.source().words()))
            .orElse("not possible"));
    return alignment;
  }

  private static String describeFileSystem(TargetPlace place) {
    return place.fileSystem().orElse("unknown")
        + place.mount().map(mount -> " at " + mount.mountPoint()).orElse("")
        + place.device().map(device -> ", on " + device.describe()).orElse(", on no single device");
  }

  private static String describe(Extents extents) {
    return extents.extents()
        + (extents.extents() == 1 ? " extent" : " extents")
        + ", "
        + (extents.allWritten() ? "all written" : extents.shortcomings())
        + (extents.source() == Extents.Source.FIEMAP ? " (FIEMAP)" : " (SEEK_HOLE)");
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }

  private void note(String what, String found) {
    findings.add(new Finding(what, found));
  }

  private TargetDiagnosis verdict(Verdict verdict, String reason, String fix) {
    return new TargetDiagnosis(findings, verdict, reason, fix);
  }
}
