package io.aiorevisited.harness.host;

import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.linux.KernelSettings;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.harness.plan.Readable;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at what a run needs of this host. Leaves nothing behind. */
public final class HostChecks {

  /** How a finding bears on a run. */
  public enum Level {
    /** As it should be, or only to be known. */
    OK("ok"),
    /** A run works, but something is worse than it could be. */
    LESS("less"),
    /** A run in this directory can't work. */
    MISSING("MISSING");

    private final String word;

    Level(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * One thing looked at.
   *
   * @param level how it bears on a run
   * @param what the thing
   * @param found what was found
   * @param cost what a lack of it costs and how to fix it; empty where nothing is lacking
   */
  public record Finding(Level level, String what, String found, String cost) {}

  private static final long WANTED_AIO_EVENTS = 1024;
  private static final long WANTED_BYTES = 1L << 30;

  private final Path directory;
  private final SystemFiles files;
  private final HostSnapshot snapshot;

  /**
   * @param directory whose file system is looked at
   */
  public HostChecks(Path directory) {
    this.directory = directory.toAbsolutePath();
    this.files = new SystemFiles(Path.of("/"));
    this.snapshot = HostSnapshot.ofThisHost();
  }

  /** All findings, in the order of reading. */
  public List<Finding> findings() {
    Host host = snapshot.take(directory);
    List<Finding> findings = new ArrayList<>();
    findings.add(ok("kernel", host.kernel()));
    findings.add(cpus(host));
    findings.add(governor(host));
    findings.add(ok("clock source", host.clockSource()));
    findings.add(ok("virtualisation", host.virtualisation()));
    findings.add(ok("memory", Readable.bytes(host.memoryBytes())));
    findings.add(
        ok("JDK", System.getProperty("java.version") + ", " + System.getProperty("java.home")));
    findings.add(ok("file system", host.fileSystem() + ", " + directory));
    findings.add(ok("device", host.device() + ", write cache: " + host.writeCache()));
    findings.add(directIo());
    findings.add(freeSpace());
    findings.add(nativeAio());
    findings.add(ioUring());
    findings.add(ok("system calls", BindingCost.measured()));
    findings.addAll(new GateChecks(directory).findings());
    findings.addAll(new NoiseChecks(files).findings());
    findings.add(fonts());
    return findings;
  }

  private static Finding ok(String what, String found) {
    return new Finding(Level.OK, what, found, "");
  }

  private static Finding cpus(Host host) {
    String found = host.cpus() + " x " + host.cpuModel();
    return host.cpus() > 1
        ? ok("processors", found)
        : new Finding(
            Level.LESS,
            "processors",
            found,
            "engine, kernel threads and JVM share one: a pool of threads can't overlap anything");
  }

  private static Finding governor(Host host) {
    String governor = host.governor();
    if (governor.equals("performance")) {
      return ok("cpu governor", governor);
    }
    return governor.equals(SystemFiles.UNKNOWN)
        ? ok("cpu governor", "unknown, as on most virtual machines")
        : new Finding(
            Level.LESS,
            "cpu governor",
            governor,
            "the clock follows the load, which adds variance: cpupower frequency-set -g"
                + " performance");
  }

  private Finding directIo() {
    try {
      Path probe = Files.createTempFile(directory, ".aio-revisited-probe", "");
      try {
        IoFile.open(probe, CacheMode.NONE, FileAccess.READ_WRITE).close();
        return ok("O_DIRECT", "accepted here");
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (SyscallException | IOException e) {
      return new Finding(
          Level.MISSING,
          "O_DIRECT",
          e.getMessage(),
          "nothing can be measured in this directory: name a --target elsewhere");
    }
  }

  private Finding freeSpace() {
    try {
      long free = Files.getFileStore(directory).getUsableSpace();
      String found = Readable.bytes(free);
      return free >= WANTED_BYTES
          ? ok("free space", found)
          : new Finding(
              Level.LESS, "free space", found, "a scratch file of 1 GiB has no room: use --size");
    } catch (IOException e) {
      return new Finding(Level.LESS, "free space", "unknown", e.getMessage());
    }
  }

  private Finding nativeAio() {
    String most = files.line("proc/sys/fs/aio-max-nr");
    String used = files.line("proc/sys/fs/aio-nr");
    String found = used + " of " + most + " events in use (aio-nr, aio-max-nr)";
    if (!most.matches("[0-9]+") || !used.matches("[0-9]+")) {
      return new Finding(
          Level.LESS, "native AIO", found, "the engine aio may be UNSUPPORTED on this kernel");
    }
    return Long.parseLong(most) - Long.parseLong(used) >= WANTED_AIO_EVENTS
        ? ok("native AIO", found)
        : new Finding(
            Level.LESS,
            "native AIO",
            found,
            "the engine aio may FAIL: sysctl -w fs.aio-max-nr=1048576");
  }

  private Finding ioUring() {
    String state =
        switch (files.line(KernelSettings.IO_URING_DISABLED)) {
          case "0" -> "allowed to everybody";
          case "1" -> "allowed to the group of kernel.io_uring_group only";
          case "2" -> "switched off";
          default -> "not told by this kernel";
        };
    return ok("io_uring", state + " (the uring engines use it)");
  }

  private static Finding fonts() {
    try {
      int families =
          GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length;
      if (families > 0) {
        return ok("fonts", families + " families");
      }
    } catch (RuntimeException | LinkageError | InternalError e) {
      return noFonts(e.toString());
    }
    return noFonts("none");
  }

  private static Finding noFonts(String found) {
    return new Finding(
        Level.LESS,
        "fonts",
        found,
        "the report has no charts: install fontconfig and a font, as in apt-get install"
            + " fontconfig fonts-dejavu-core");
  }
}
