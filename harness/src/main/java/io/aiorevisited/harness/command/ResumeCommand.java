package io.aiorevisited.harness.command;

import io.aiorevisited.harness.experiment.Budget;
import io.aiorevisited.harness.experiment.Resumption;
import io.aiorevisited.harness.plan.Profile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a run that was cut off. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Go on with a run that was cut off, with the same seed and order: its trials stay, the others"
          + " are run, the report covers both.",
      "Refused on a host, or with a program or a plan, other than the run's own."
    })
final class ResumeCommand implements Callable<Integer> {

  private final PrintStream out;
  private final PrintStream err;

  @Parameters(paramLabel = "DIR", description = "Folder of the run, under results/.")
  private Path directory;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = OptionWords.OfTime.class,
      description =
          "No round is started that would not end within this time from now, as in 90s, 10m, 2h"
              + " (default: 6h).")
  private Duration budget = Profile.PAPER.budget();

  ResumeCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    return RunCommand.status(new Resumption(out, err).resume(directory, new Budget(budget, 1)));
  }
}
