package io.aiorevisited.harness.command;

import io.aiorevisited.harness.experiment.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand: only help and version. */
@Command(
    name = "./run.sh",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Which way of submitting block I/O is faster here, what does it cost in CPU, and is the"
          + " difference real?",
      "Without a command: run the profile quick on a scratch file, print tables, name the report."
    },
    footer = {
      "",
      "Results go to standard output, progress and errors to standard error.",
      "Exit status: 0 done; 1 some cell FAILED or INVALID; 2 the call was wrong, nothing touched;"
          + " 130 interrupted."
    })
final class RootCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command given, as in ./run.sh run --profile quick");
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"aio-revisited " + Versions.ofThisProgram()};
    }
  }
}
