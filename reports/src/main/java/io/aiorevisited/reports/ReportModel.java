package io.aiorevisited.reports;

import io.aiorevisited.analysis.charts.Svg;
import java.util.List;

/**
 * Everything that the page shows, worked out and written; the templates only place it. Absent
 * things are null or empty, which the templates ask for.
 *
 * @param host name of the machine
 * @param createdAt when the run began
 * @param profile its profile
 * @param commandLine as typed
 * @param trialsInWords how many trials there are, and how they ended
 * @param confidence of every interval, written
 * @param answer the first screen
 * @param verdicts every comparison; without rows if only one engine was measured
 * @param tables throughput, one a workload and setting
 * @param latency time of single requests; without rows where none were timed
 * @param cpu CPU time; null if no ledger was kept
 * @param profiles where the CPU time goes; null if no profile was asked for
 * @param variance where the spread comes from
 * @param claims what 2009 claimed, decided
 * @param warnings what a reader must know first
 * @param chartsMissing why there are no charts; null if there are
 * @param hostFacts the machine
 * @param planFacts the plan
 * @param versions of what measured
 */
public record ReportModel(
    String host,
    String createdAt,
    String profile,
    String commandLine,
    String trialsInWords,
    String confidence,
    Answer answer,
    Verdicts verdicts,
    List<TableView> tables,
    LatencyPage latency,
    CpuSection cpu,
    ProfileSection profiles,
    VariancePage variance,
    List<ClaimView> claims,
    List<Warning> warnings,
    String chartsMissing,
    List<Fact> hostFacts,
    List<Fact> planFacts,
    List<Fact> versions) {

  /**
   * A claim of 2009, decided.
   *
   * @param id C1 to C8
   * @param links cells that it rests on
   */
  public record ClaimView(
      String id, String words, String decision, String evidence, String rule, List<Link> links) {}

  /** A link inside the page. */
  public record Link(String anchor, String text) {}

  /** A name and its value. */
  public record Fact(String name, String value) {}

  /**
   * A throughput table with its chart.
   *
   * @param id anchor
   * @param heading workload and unit
   * @param unit what the unit means
   * @param setting what the columns have in common
   * @param columns labels
   * @param rows engines
   * @param today chart of today's figures; null if there is none
   * @param of2009 chart of 2009's figures; null if there is none
   * @param legend the engines' marks
   */
  public record TableView(
      String id,
      String heading,
      String unit,
      String setting,
      List<String> columns,
      List<RowView> rows,
      Svg today,
      Svg of2009,
      List<LegendView> legend) {}

  /** The mark of an engine and its name. */
  public record LegendView(Svg mark, String name) {}

  /** A row of a throughput table. */
  public record RowView(
      Svg mark, String name, String detail, boolean control, List<EntryView> entries) {}

  /**
   * A place of a throughput table: a figure with what belongs to it, or a word with its reason.
   *
   * @param figure mean; null where there is a word
   * @param interval half its interval's width
   * @param spread number of trials and their coefficient of variation
   * @param of2009 2009's figure; null if there is none
   * @param word FAILED, INVALID, UNSUPPORTED or not run; null where there is a figure
   * @param reason of the word; may be null
   */
  public record EntryView(
      String figure, String interval, String spread, String of2009, String word, String reason) {}
}
