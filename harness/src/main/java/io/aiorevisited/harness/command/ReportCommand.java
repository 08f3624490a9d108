package io.aiorevisited.harness.command;

import io.aiorevisited.analysis.record.RunFolder;
import io.aiorevisited.harness.Reporting;
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
    description = "Render the report of a run again, from its record alone.")
final class ReportCommand implements Callable<Integer> {

  private final PrintStream out;
  private final PrintStream err;

  @Parameters(paramLabel = "DIR", description = "Folder of the run, under results/.")
  private Path directory;

  ReportCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    RunFolder folder = RunFolder.open(directory);
    Reporting.render(folder, out, err);
    return CommandLines.DONE;
  }
}
