package io.aiorevisited.harness.command;

import io.aiorevisited.harness.experiment.Profiling;
import io.aiorevisited.harness.experiment.RunStarter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** Takes CPU profiles and measures nothing. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    sortOptions = false,
    description =
        "Take a CPU profile of every cell: flame graphs, and where the CPU time goes. Nothing is"
            + " measured.")
final class ProfileCommand implements Callable<Integer> {

  /** Options of a run that say how often and how surely, of which there is nothing here. */
  private static final List<String> OF_ROUNDS =
      List.of("--rounds", "--margin", "--seed", "--budget", "--verify", "--profiles");

  private final List<String> commandLine;
  private final PrintStream out;
  private final PrintStream err;

  @Mixin private RunOptions options;

  private ProfileCommand(List<String> commandLine, PrintStream out, PrintStream err) {
    this.commandLine = commandLine;
    this.out = out;
    this.err = err;
  }

  /** Makes the command with those options of a run that say what is looked at. */
  static CommandLine of(List<String> commandLine, PrintStream out, PrintStream err) {
    CommandLine command = new CommandLine(new ProfileCommand(commandLine, out, err));
    CommandSpec spec = command.getCommandSpec();
    OF_ROUNDS.forEach(name -> spec.remove(spec.findOption(name)));
    return command;
  }

  @Override
  public Integer call() throws IOException {
    options.binding().use();
    return RunCommand.status(
        new RunStarter(commandLine, out, err)
            .run(
                options.request(),
                options.target(),
                options.destroyData(),
                options.out(),
                options.budget(),
                Profiling.ONLY));
  }
}
