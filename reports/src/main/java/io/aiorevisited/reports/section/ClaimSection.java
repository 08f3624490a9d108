package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.claims.Claims;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What 2009 claimed, and what today's run says to it. */
public final class ClaimSection {

  /**
   * A claim of 2009, decided.
   *
   * @param id C1 to C8
   * @param links cells that it rests on
   */
  public record Row(
      String id, String words, String decision, String evidence, String rule, List<Link> links) {}

  /** A link inside the page. */
  public record Link(String anchor, String text) {}

  private ClaimSection() {}

  /** Decides every claim. */
  public static List<Row> rows(RunAnalysis analysis) {
    CellNames names = CellNames.of(analysis.manifest().plan());
    Set<String> anchors =
        analysis.verdicts().stream()
            .map(j -> VerdictSection.anchor(j.engine(), names.label(j.condition())))
            .collect(Collectors.toSet());
    return Claims.of(analysis).stream()
        .map(
            result ->
                new Row(
                    result.claim().name(),
                    result.claim().words(),
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
