package io.aiorevisited.harness.command;

import io.aiorevisited.analysis.NotComparableException;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.RunComparison;
import io.aiorevisited.harness.plan.WrongCallException;
import io.aiorevisited.reports.CompareReport;
import io.aiorevisited.reports.HtmlReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a later run against an earlier one. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    sortOptions = false,
    description = {
      "Judge a run against an earlier one, cell by cell: another kernel, setting or disk.",
      "Refused where the two have no cell in common, saying why; cells without a match are named."
          + " Both folders are only read."
    })
final class CompareCommand implements Callable<Integer> {

  private final PrintStream out;
  private final PrintStream err;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "Folder of the earlier run.")
  private Path before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "Folder of the later run.")
  private Path after;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The page to write, replaced if it is one of aio-revisited's (default: compare-<before>-<after>.html, in the"
              + " current directory).")
  private Path page;

  CompareCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    List<RunAnalysis> runs = RunsPage.read(List.of(before, after), err);
    Path file =
        RunsPage.file(page, "compare-" + RunsPage.name(before) + "-" + RunsPage.name(after));
    CompareReport report = CompareReport.of(compared(runs));
    report.print(out);
    HtmlReport.write(report, file);
    out.println(file);
    out.flush();
    return CommandLines.DONE;
  }

  private static RunComparison compared(List<RunAnalysis> runs) {
    try {
      return RunComparison.of(runs.get(0), runs.get(1));
    } catch (NotComparableException e) {
      throw new WrongCallException(e.getMessage());
    }
  }
}
