package io.aiorevisited.harness.host;

import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.harness.host.HostChecks.Finding;
import io.aiorevisited.harness.host.HostChecks.Level;
import io.aiorevisited.workloads.targets.device.DeviceGuard;
import io.aiorevisited.workloads.targets.place.BlockDevices;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import io.aiorevisited.workloads.targets.place.TargetPlace;
import io.aiorevisited.workloads.targets.probe.Alignment;
import io.aiorevisited.workloads.targets.probe.Extents;
import io.aiorevisited.workloads.targets.probe.NowaitProbe;
import io.aiorevisited.workloads.targets.probe.PageCacheResidency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks at what the gates of a trial need to see, in one directory. Leaves nothing behind. */
final class GateChecks {
  private static final int PROBE_BYTES = 64 << 10;

  private final Path directory;

  GateChecks(Path directory) {
    this.directory = directory;
  }

  /** The findings; one alone where no file can be made. */
  List<Finding> findings() {
    try {
      Path probe = Files.createTempFile(directory, ".aio-revisited-probe", "");
      try {
        Files.write(probe, new byte[PROBE_BYTES]);
        return List.of(extents(probe), nowait(probe), pageCache(probe), counters(probe), tools());
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException e) {
      return List.of(
          new Finding(
              Level.LESS,
              "gates",
              "not looked at: " + e,
              "choose a directory that can be written"));
    }
  }

  private static Finding extents(Path probe) {
    Optional<Extents> extents = Extents.of(probe, PROBE_BYTES);
    return extents.isPresent()
        ? ok("extents", "told by " + extents.get().source())
        : less(
            "extents",
            "not told",
            "reads of files that were never written can't be told from real ones");
  }

  private static Finding nowait(Path probe) {
    try {
      Optional<Alignment> alignment = Alignment.of(probe, new BlockDevices(SystemTrees.host()));
      if (alignment.isPresent()
          && NowaitProbe.of(probe, PROBE_BYTES, alignment.get(), IoOperation.READ).supported()) {
        return ok("RWF_NOWAIT", "answered");
      }
    } catch (SyscallException e) {
      return less("RWF_NOWAIT", e.getMessage(), "doctor PATH judges without the kernel's answer");
    }
    return less("RWF_NOWAIT", "not here", "doctor PATH judges without the kernel's answer");
  }

  private static Finding pageCache(Path probe) {
    try (IoFile file = IoFile.open(probe, CacheMode.WRITEBACK, FileAccess.READ_ONLY)) {
      return PageCacheResidency.of(file.fd(), PROBE_BYTES).isPresent()
          ? ok("page cache", "its pages can be counted")
          : less("page cache", "hidden", "direct I/O that went through it isn't noticed");
    }
  }

  private static Finding counters(Path probe) {
    return TargetPlace.of(probe, SystemTrees.host())
        .device()
        .map(device -> ok("device counters", device.label()))
        .orElseGet(
            () ->
                less(
                    "device counters",
                    "no single device below this directory",
                    "bytes asked for can't be held against bytes moved"));
  }

  private static Finding tools() {
    return DeviceGuard.seesSignatures()
        ? ok("signatures", "wipefs or blkid finds them on devices")
        : less(
            "signatures",
            "neither wipefs nor blkid",
            "no device is written to unless --destroy-data names it: install util-linux");
  }

  private static Finding ok(String what, String found) {
    return new Finding(Level.OK, what, found, "");
  }

  private static Finding less(String what, String found, String cost) {
    return new Finding(Level.LESS, what, found, cost);
  }
}
