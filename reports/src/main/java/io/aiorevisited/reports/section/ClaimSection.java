package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.claims.ClaimResult;
import io.aiorevisited.analysis.claims.Claims;
import io.aiorevisited.analysis.claims.Literature;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What 2009 and the literature since have claimed, and what today's run says to it. */
public final class ClaimSection {

  /**
   * A claim, decided.
   *
   * @param id C1 to C8, or L1 to L6
   * @param links cells that it rests on
   */
  public record Row(
      String id,
      String words,
      String source,
      String decision,
      String evidence,
      String rule,
      List<Link> links) {}

  /** A link inside the page. */
  public record Link(String anchor, String text) {}

  private ClaimSection() {}

  /** Decides every claim of 2009. */
  public static List<Row> rows(RunAnalysis analysis) {
    return rows(analysis, Claims.of(analysis));
  }

  /** Decides every claim of the literature; empty where no engine ran that it is about. */
  public static List<Row> ofLiterature(RunAnalysis analysis) {
    return Literature.concerns(analysis) ? rows(analysis, Literature.of(analysis)) : List.of();
  }

  private static List<Row> rows(RunAnalysis analysis, List<ClaimResult> results) {
    CellNames names = CellNames.of(analysis.manifest().plan());
    Set<String> anchors =
        analysis.verdicts().stream()
            .map(j -> VerdictSection.anchor(j.engine(), names.label(j.condition())))
            .collect(Collectors.toSet());
    return results.stream()
        .map(
            result ->
                new Row(
                    result.claim().name(),
                    result.claim().words(),
                    result.claim().source(),
                    result.decision().word(),
                    result.evidence(),
                    result.rule(),
                    result.conditions().stream()
                        .map(
                            c ->
                                new Link(
                                    VerdictSection.anchor(result.engine(), names.label(c)),
                                    names.label(c)))
                        .filter(link -> anchors.contains(link.anchor()))
                        .toList()))
        .toList();
  }
}
