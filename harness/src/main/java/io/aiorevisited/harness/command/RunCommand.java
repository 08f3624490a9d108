package io.aiorevisited.harness.command;

import io.aiorevisited.harness.experiment.Outcome;
import io.aiorevisited.harness.experiment.RunStarter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    sortOptions = false,
    description =
        "Measure engines against each other on a scratch file, print tables, write a report.")
final class RunCommand implements Callable<Integer> {

  private final List<String> commandLine;
  private final PrintStream out;
  private final PrintStream err;

  @Mixin private RunOptions options;

  RunCommand(List<String> commandLine, PrintStream out, PrintStream err) {
    this.commandLine = commandLine;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    options.binding().use();
    return status(
        new RunStarter(commandLine, out, err)
            .run(
                options.request(),
                options.target(),
                options.destroyData(),
                options.out(),
                options.budget(),
                options.profiling()));
  }

  /** Returns the exit status that tells how a run ended. */
  static int status(Outcome outcome) {
    return switch (outcome) {
      case COMPLETE -> CommandLines.DONE;
      case SOME_WITHOUT_FIGURE -> CommandLines.FAILED;
      case INTERRUPTED -> CommandLines.INTERRUPTED;
    };
  }
}
