package io.aiorevisited.harness.command;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.harness.experiment.Reporting;
import io.aiorevisited.harness.plan.WrongCallException;
import io.aiorevisited.reports.ForeignFileException;
import io.aiorevisited.reports.HtmlReport;
import io.aiorevisited.reports.SideBySide;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Renders the report of a run again, from its record alone, or several runs side by side. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Render the report of a run again, from its record alone, into its folder.",
      "Of several: show them side by side, each with its own verdicts, on a page outside their"
          + " folders, which are only read."
    })
final class ReportCommand implements Callable<Integer> {

  private final PrintStream out;
  private final PrintStream err;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders of runs, under results/.")
  private List<Path> directories;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The page over several runs, replaced if it is one of aio-revisited's (default:"
              + " report-<first>-and-<n>-more.html, in the current directory).")
  private Path page;

  ReportCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    if (directories.size() > 1) {
      return several();
    }
    if (page != null) {
      throw new WrongCallException(
          "--out is for several runs: the report of one goes into its folder, so leave it out");
    }
    RunFolder folder = RunFolder.open(directories.get(0));
    if (!Files.isWritable(folder.path())) {
      throw new WrongCallException(
          folder.path() + " can't be written to, where the report goes: copy the folder elsewhere");
    }
    try {
      Reporting.render(folder, out);
    } catch (ForeignFileException e) {
      throw new WrongCallException(e.getMessage());
    }
    return CommandLines.DONE;
  }

  private int several() throws IOException {
    List<RunAnalysis> runs = RunsPage.read(directories, err);
    String first = RunsPage.name(directories.get(0));
    Path file =
        RunsPage.file(page, "report-" + first + "-and-" + (directories.size() - 1) + "-more");
    SideBySide sideBySide = SideBySide.of(runs);
    sideBySide.print(out);
    HtmlReport.write(sideBySide, file);
    out.println(file);
    out.flush();
    return CommandLines.DONE;
  }
}
