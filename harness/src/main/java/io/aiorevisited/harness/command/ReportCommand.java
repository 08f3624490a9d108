package io.aiorevisited.harness.command;

import io.aiorevisited.analysis.record.RunFolder;
import io.aiorevisited.harness.experiment.Reporting;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Renders the report of a run again, from its record alone. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = "Render the report of a run again, from its record alone.")
final class ReportCommand implements Callable<Integer> {

  private final PrintStream out;

  @Parameters(paramLabel = "DIR", description = "Folder of the run, under results/.")
  private Path directory;

  ReportCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Reporting.render(RunFolder.open(directory), out);
    return CommandLines.DONE;
  }
}
