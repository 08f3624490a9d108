package io.aiorevisited.engines.qsd;

import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineDaemon;
import io.aiorevisited.engines.EngineFailedException;
import io.aiorevisited.engines.EngineProcesses;
import io.aiorevisited.engines.EngineUnsupportedException;
import io.aiorevisited.engines.InstalledPrograms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One qemu-storage-daemon, which ends with the thread that started it, however that ends: setpriv
 * asks the kernel for it before it becomes the daemon.
 */
final class Daemon implements EngineDaemon {
  static final String PROGRAM = "qemu-storage-daemon";

  private static final int MOST_BYTES = 64 << 10;

  /** The first QEMU whose daemon exports by vhost-user-blk. */
  private static final int LEAST_MAJOR = 5;

  private static final int LEAST_MINOR = 2;
  private static final Pattern VERSION =
      Pattern.compile("version (([0-9]{1,4})\\.([0-9]{1,4})\\S*)");

  private final DaemonOptions options;
  private final String version;
  private final List<String> commandLine;
  private final Process process;
  private final Path procfs;
  private String said = "";
  private int threadsBefore;
  private int workersAtMost;
  private boolean closed;

  private Daemon(DaemonOptions options, String version, List<String> commandLine, Process process) {
    this.options = options;
    this.version = version;
    this.commandLine = commandLine;
    this.process = process;
    this.procfs = Path.of("/proc", Long.toString(process.pid()));
    EngineProcesses.started(process.pid());
  }

  /**
   * Starts a daemon.
   *
   * @param folder in which it runs
   * @throws EngineUnsupportedException if it, or what it is started by, isn't installed
   * @throws EngineFailedException if the folder that has it has it no longer
   * @throws IOException if it can't be started
   */
  static Daemon start(InstalledPrograms programs, DaemonOptions options, Path folder)
      throws IOException {
    String engine = options.mode().engine();
    String program =
        find(programs, engine, PROGRAM, "qemu-system-common, or on Ubuntu since 23.10 qemu-utils");
    List<String> command = new ArrayList<>();
    command.add(find(programs, engine, "setpriv", "util-linux"));
    command.addAll(List.of("--pdeathsig", "KILL"));
    if (options.processor().isPresent()) {
      command.add(find(programs, engine, "taskset", "util-linux"));
      command.addAll(List.of("-c", Integer.toString(options.processor().getAsInt())));
    }
    command.add(program);
    command.addAll(options.words());
    String version = firstLine(run(List.of(program, "--version"), folder));
    refuseTooOld(engine, version);
    return new Daemon(options, version, List.copyOf(command), run(command, folder));
  }

  private static void refuseTooOld(String engine, String told) {
    Matcher version = VERSION.matcher(told);
    if (version.find()) {
      int major = Integer.parseInt(version.group(2));
      if (major < LEAST_MAJOR
          || major == LEAST_MAJOR && Integer.parseInt(version.group(3)) < LEAST_MINOR) {
        throw new EngineUnsupportedException(
            engine,
            "%s is of QEMU %s, which can't export by vhost-user-blk: use QEMU %d.%d or later"
                .formatted(PROGRAM, version.group(1), LEAST_MAJOR, LEAST_MINOR));
      }
    }
  }

  private static String find(
      InstalledPrograms programs, String engine, String program, String debianPackage) {
    return programs
        .find(program)
        .orElseThrow(
            () ->
                InstalledPrograms.isOfQemu(program) && programs.qemuFolder().isPresent()
                    ? new EngineFailedException(
                        "no %s that may be run is in %s: put it back"
                            .formatted(program, programs.qemuFolder().get()))
                    : new EngineUnsupportedException(
                        engine,
                        program + " is not installed: install the package " + debianPackage))
        .toString();
  }

  private static Process run(List<String> command, Path folder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }

  private static String firstLine(Process process) throws IOException {
    try (InputStream out = process.getInputStream()) {
      return new String(out.readNBytes(MOST_BYTES), StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .orElse("");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Waits a little; whether it has ended by then. */
  boolean hasEndedAfterMillis(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineFailedException("interrupted while " + PROGRAM + " starts", e);
    }
  }

  /** Why the engine can't go on, now that the daemon has closed its end. */
  RuntimeException ended() {
    boolean gone = hasEndedAfterMillis(1000);
    listen();
    String words = lastWords();
    Optional<Refusal> refusal = Refusal.in(words);
    if (refusal.isPresent()) {
      return new EngineUnsupportedException(
          options.mode().engine(), words + refusal.get().advice());
    }
    return new EngineFailedException(
        PROGRAM
            + (gone ? " has ended: " + status(process.exitValue()) : " has closed its socket")
            + (words.isEmpty() ? ", and it said nothing" : ", and it said: " + words));
  }

  /** The last line that it said, without its name and the option that it repeats. */
  private String lastWords() {
    String last = said.lines().reduce("", (before, line) -> line.isBlank() ? before : line);
    String words = last.startsWith(PROGRAM + ": ") ? last.substring(PROGRAM.length() + 2) : last;
    List<String> told = options.words();
    for (int i = 0; i < told.size(); i += 2) {
      words = words.replace(told.get(i) + " " + told.get(i + 1) + ": ", "");
    }
    return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
  }

  /** A process that a signal ended has 128 and the signal's number as its status. */
  private static String status(int status) {
    return status > 128 ? "signal " + (status - 128) : "status " + status;
  }

  /** Takes what it has said since the last time, and doesn't wait for more. */
  private void listen() {
    try {
      InputStream out = process.getInputStream();
      int bytes = out.available();
      if (bytes > 0 && said.length() < MOST_BYTES) {
        said += new String(out.readNBytes(bytes), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what " + PROGRAM + " says can't be read", e);
    }
  }

  /** Counts its threads before it has anything to do. */
  void countThreads() {
    try {
      threadsBefore = DaemonSight.threads(procfs);
    } catch (IOException e) {
      throw unseen(e);
    }
  }

  long pid() {
    return process.pid();
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<String> commandLine() {
    return commandLine;
  }

  /** Most workers seen so far. */
  int workersAtMost() {
    return workersAtMost;
  }

  @Override
  public Proof look() {
    try {
      Path target = options.file().path().toRealPath();
      DaemonSight sight = DaemonSight.of(procfs, target, threadsBefore, workersAtMost);
      workersAtMost = sight.workersAtMost();
      Proof proof = options.mode().judge(sight, options.file().cacheMode() == CacheMode.NONE);
      listen();
      return said.isBlank()
          ? proof
          : new Proof(
              proof.asNamed() && !said.contains("falling back"),
              proof.seen() + "; it said: " + said.strip().replaceAll("\\s+", " "));
    } catch (IOException e) {
      throw unseen(e);
    }
  }

  private RuntimeException unseen(IOException e) {
    return process.isAlive()
        ? new UncheckedIOException("procfs doesn't show " + PROGRAM, e)
        : ended();
  }

  /** Ends it, by force if it doesn't by itself in the time given. Idempotent. */
  void close(int patienceMillis) {
    if (closed) {
      return;
    }
    closed = true;
    EngineProcesses.ended(process.pid());
    process.destroy();
    try {
      if (!process.waitFor(patienceMillis, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
