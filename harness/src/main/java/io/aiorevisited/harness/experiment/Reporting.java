package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.reports.CsvExport;
import io.aiorevisited.reports.HtmlReport;
import io.aiorevisited.reports.OwnFile;
import io.aiorevisited.reports.ProfileReport;
import io.aiorevisited.reports.TerminalReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** Renders what a run folder says: tables to read at once, a report to keep. */
public final class Reporting {

  private Reporting() {}

  /**
   * Prints the tables, writes {@code report.html} and {@code tables.csv} into the folder, and names
   * the report last.
   *
   * @param out where the tables go
   * @throws IOException if the report can't be written
   */
  public static void render(RunFolder folder, PrintStream out) throws IOException {
    Path report = folder.path().resolve("report.html");
    Path tables = folder.path().resolve("tables.csv");
    OwnFile.PAGE.check(report);
    OwnFile.TABLES.check(tables);
    RunAnalysis analysis = RunAnalysis.of(folder);
    Optional<ProfileReport> profiles = ProfileReport.of(analysis);
    // A folder of profiles alone has nothing that could stand in the tables.
    if (profiles.isEmpty() || !analysis.trials().isEmpty()) {
      TerminalReport.of(analysis).print(out);
    }
    profiles.ifPresent(found -> found.print(out));
    HtmlReport.write(analysis, report);
    CsvExport.write(analysis, tables);
    out.println(report);
    out.flush();
  }
}
