package io.aiorevisited.harness.blocks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/*
 * setpriv (util-linux) sets PR_SET_PDEATHSIG and becomes the program: the kernel kills it when the
 * thread that started it ends, as when this process is killed. That thread waits for it here.
 */
/**
 * Runs programs, one at a time, on one thread, in one folder. What runs is killed from any thread,
 * and when this process is.
 */
final class ProgramRun {

  /** What makes a program end with the thread that started it. */
  static final String SETPRIV = "setpriv";

  private static final String PRINTED = "printed.txt";
  private static final int MOST_BYTES = 1 << 20;
  private static final long SHORTEST_WAIT_MILLIS = 2;
  private static final long LONGEST_WAIT_MILLIS = 20;

  private final Path setpriv;
  private final Path folder;
  private Process process;
  private String killedFor;
  private List<String> lastCommand = List.of();

  /**
   * What became of a program that ended by itself.
   *
   * @param command all of it
   * @param printed by it on both outputs
   */
  record Ended(List<String> command, int status, String printed) {}

  /** It was killed here. */
  static final class KilledException extends IOException {
    private static final long serialVersionUID = 1L;

    KilledException(String reason) {
      super(reason);
    }
  }

  /**
   * @param setpriv path of it
   * @param folder in which programs run, and which is theirs
   */
  ProgramRun(Path setpriv, Path folder) {
    this.setpriv = setpriv;
    this.folder = folder;
  }

  /**
   * Runs a program to its end.
   *
   * @param sight what looks at it meanwhile
   * @throws KilledException if it was killed by {@link #kill}
   * @throws IOException if it can't be started
   */
  Ended run(Path program, List<String> args, ProgramSight sight)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(setpriv.toString(), "--pdeathsig", "KILL", program.toString()));
    command.addAll(args);
    lastCommand = List.copyOf(command);
    Path printed = folder.resolve(PRINTED);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().put("LC_ALL", "C");
    Process started = start(builder);
    try {
      long wait = SHORTEST_WAIT_MILLIS;
      while (!started.waitFor(wait, TimeUnit.MILLISECONDS)) {
        sight.look(started.pid());
        wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
      }
    } catch (InterruptedException e) {
      started.destroyForcibly();
      throw e;
    } finally {
      ended();
    }
    return new Ended(lastCommand, started.exitValue(), read(printed));
  }

  private synchronized Process start(ProcessBuilder builder) throws IOException {
    if (killedFor != null) {
      throw new KilledException(killedFor);
    }
    process = builder.start();
    return process;
  }

  private synchronized void ended() throws KilledException {
    process = null;
    if (killedFor != null) {
      throw new KilledException(killedFor);
    }
  }

  /** Kills what runs, and lets nothing run any more. */
  synchronized void kill(String reason) {
    killedFor = reason;
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** The process that runs; 0 if none does. */
  synchronized long pid() {
    return process == null ? 0 : process.pid();
  }

  /** What ran last, and what it printed. */
  String story() throws IOException {
    return String.join(" ", lastCommand) + "\n\n" + left(PRINTED);
  }

  /** Removes a file that an earlier run left in the folder. */
  void forget(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  /** Reads a file that a program left in the folder, as far as it is not absurdly long. */
  String left(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.isRegularFile(file) ? read(file) : "";
  }

  private static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
  }
}
