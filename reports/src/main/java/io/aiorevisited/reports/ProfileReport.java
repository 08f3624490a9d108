package io.aiorevisited.reports;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.reports.section.cpu.ProfileSection;
import io.aiorevisited.reports.section.cpu.ProfileSection.Row;
import io.aiorevisited.reports.section.cpu.ProfileSection.Share;
import io.aiorevisited.reports.section.cpu.ProfileSection.Table;
import io.aiorevisited.reports.text.TextLines;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the CPU time goes, as plain lines for a terminal. */
public final class ProfileReport {
  private static final int LABEL_WIDTH = 30;
  private static final int COLUMN_WIDTH = 11;

  private final List<String> lines = new ArrayList<>();

  private ProfileReport() {}

  /** Lays out what a run's profiles show; empty where none was asked for. */
  public static Optional<ProfileReport> of(RunAnalysis analysis) {
    return ProfileSection.of(analysis)
        .map(
            section -> {
              ProfileReport report = new ProfileReport();
              report.lay(section);
              return report;
            });
  }

  /** Prints the lines. */
  public void print(PrintStream out) {
    lines.forEach(out::println);
  }

  private void lay(ProfileSection section) {
    for (Table table : section.tables()) {
      lines.add(table.condition() + ": share of the samples by layer");
      StringBuilder head = new StringBuilder(pad(""));
      table.engines().forEach(column -> head.append(right(column.engine())));
      lines.add(head.toString());
      for (Row row : table.rows()) {
        StringBuilder line = new StringBuilder(pad(row.layer()));
        for (Share share : row.shares()) {
          line.append(right(share.written()));
        }
        lines.add(line.toString());
      }
      table
          .engines()
          .forEach(column -> lines.add("  " + column.engine() + ": " + column.flameGraph()));
      table
          .differences()
          .forEach(difference -> lines.add("  " + difference.words() + ": " + difference.href()));
      lines.add("");
    }
    section.how().forEach(sentence -> lines.addAll(TextLines.wrap(sentence, "  ")));
    section
        .problems()
        .forEach(problem -> lines.addAll(TextLines.wrap("! no profile: " + problem, "  ")));
  }

  private static String pad(String label) {
    return String.format("%-" + LABEL_WIDTH + "s", label);
  }

  private static String right(String text) {
    return String.format("%" + COLUMN_WIDTH + "s", text);
  }
}
