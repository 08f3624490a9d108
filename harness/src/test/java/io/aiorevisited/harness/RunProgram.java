package io.aiorevisited.harness;

import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.harness.command.CommandLines;
import io.aiorevisited.harness.forks.QuickForks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts the program, in a process of its own or in this one, on the smallest of runs. */
final class RunProgram {
  private static final String CACHE = "aiorevisited.cache";
  private static final String[] TINY = {
    "run",
    "--profile",
    "smoke",
    "--engines",
    "psync",
    "--workloads",
    "iozone",
    "--block-sizes",
    "4k",
    "--size",
    "64k",
    "--rounds",
    "1",
    "--seed",
    "2009"
  };

  private RunProgram() {}

  /** What the program said and how it ended. */
  record Ending(int status, List<String> out, List<String> err) {}

  /** Arguments of a run of four trials: writes and reads of psync, each twice. */
  static String[] tinyRun(Path folder) {
    return Stream.concat(Stream.of(TINY), Stream.of("--out", folder.toString()))
        .toArray(String[]::new);
  }

  /** Runs in this process. */
  static Ending here(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        CommandLines.execute(
            QuickForks.commandLine(args),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Ending(status, lines(out), lines(err));
  }

  /**
   * Starts in a process of its own.
   *
   * @param before command that starts it, for example strace; or none
   * @param output where it writes to
   */
  static Process start(List<String> before, Path output, String... args) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(command(args));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** What starts the program in a process of its own. */
  static List<String> command(String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:TieredStopAtLevel=1"); // it ends before better code would pay
    String cache = System.getProperty(CACHE);
    if (cache != null) {
      command.add("-D" + CACHE + "=" + cache);
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(QuickForks.commandLine(args)));
    return command;
  }

  /** What a run measured, in its order and without its figures. */
  static List<String> trials(Path folder) throws IOException {
    return RunFolder.open(folder).trials().stream()
        .map(
            trial ->
                trial.trial()
                    + " in round "
                    + trial.round()
                    + ", control "
                    + trial.control()
                    + ": "
                    + trial.status()
                    + " "
                    + trial.cell())
        .toList();
  }

  /** What a run that ended leaves nothing of. */
  static List<String> leftovers(Path folder) throws IOException {
    return names(folder).stream()
        .filter(name -> name.matches(".*(scratch|owner|lock|logs|tmp|[.]trial|[.]new).*"))
        .toList();
  }

  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> lines(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
