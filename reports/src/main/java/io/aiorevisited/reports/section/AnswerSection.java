package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.Guests;
import io.aiorevisited.analysis.InFlight;
import io.aiorevisited.analysis.Metric;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.Standing;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a reader with a minute takes away.
 *
 * @param sentences one an engine, the one with most throughput first; the first is the headline
 * @param holds where that holds and where not, one an engine and metric
 * @param advice what to do
 */
public record AnswerSection(List<String> sentences, List<Held> holds, String advice) {

  /**
   * How an engine's cells were judged.
   *
   * @param what engine and metric
   * @param verdicts how often each verdict fell, and where if that is short
   */
  public record Held(String what, String verdicts) {}

  /** More cells than this are not named but counted. */
  private static final int MOST_NAMED = 3;

  public static AnswerSection of(RunAnalysis analysis) {
    List<Standing> standings = analysis.standings();
    if (standings.isEmpty() && !analysis.agreements().isEmpty()) {
      return new AnswerSection(
          List.of(
              "One engine was measured, beside programs of others: "
                  + AgreementSection.of(analysis).summary()),
          List.of(),
          "Look at the pairs under \"Do others see the same?\"");
    }
    if (standings.isEmpty() && !ofGuests(analysis).isEmpty()) {
      return new AnswerSection(
          List.of("One engine was measured, beside real guests of QEMU."),
          ofGuests(analysis),
          "Look at the guests under \"Real guests of QEMU\"");
    }
    if (standings.isEmpty()) {
      return new AnswerSection(
          List.of("One engine was measured, so there is nothing to compare."),
          List.of(),
          "Name two engines or more: ./run.sh run --engines psync,threads,aio");
    }
    List<Held> holds = new ArrayList<>();
    CellNames names = CellNames.of(analysis.manifest().plan());
    for (Standing standing : standings) {
      holds.add(
          held(
              standing.engine() + ", throughput", standing.verdicts(), names, analysis.inFlight()));
      if (!standing.cpuVerdicts().isEmpty()) {
        holds.add(
            held(
                standing.engine() + ", CPU time",
                standing.cpuVerdicts(),
                names,
                analysis.inFlight()));
      }
    }
    holds.addAll(ofGuests(analysis));
    return new AnswerSection(Headline.sentences(analysis), holds, Headline.advice(analysis));
  }

  /** How guests were judged against the one on threads, each labelled by its accelerator. */
  private static List<Held> ofGuests(RunAnalysis analysis) {
    CellNames names = CellNames.of(analysis.manifest().plan());
    List<Held> holds = new ArrayList<>();
    for (String guest : analysis.engines().stream().filter(Guests::isGuest).toList()) {
      for (Metric metric : Metric.values()) {
        List<CellVerdict> mine =
            analysis.guestVerdicts(metric).stream()
                .filter(verdict -> verdict.engine().equals(guest))
                .toList();
        if (!mine.isEmpty()) {
          String what =
              analysis.guests().named(guest)
                  + " against "
                  + Guests.REFERENCE
                  + ", "
                  + metric.words();
          holds.add(held(what, mine, names, analysis.inFlight()));
        }
      }
    }
    return holds;
  }

  /** The first sentence. */
  public String headline() {
    return sentences.get(0);
  }

  private static Held held(
      String what, List<CellVerdict> verdicts, CellNames names, InFlight inFlight) {
    Map<Verdict, List<CellVerdict>> byVerdict = new EnumMap<>(Verdict.class);
    verdicts.forEach(
        v -> byVerdict.computeIfAbsent(v.comparison().verdict(), k -> new ArrayList<>()).add(v));
    String text =
        byVerdict.values().stream()
            .sorted((a, b) -> Integer.compare(b.size(), a.size()))
            .map(list -> counted(list, verdicts.size(), names, inFlight))
            .collect(Collectors.joining("; "));
    return new Held(what, text);
  }

  private static String counted(
      List<CellVerdict> list, int all, CellNames names, InFlight inFlight) {
    String word = list.get(0).comparison().word();
    if (list.size() == all) {
      return word + (all == 1 ? " in the one cell" : " in all " + all + " cells");
    }
    String where =
        list.size() > MOST_NAMED
            ? ""
            : list.stream()
                .map(v -> names.label(v.condition().withEngine(v.engine()), inFlight))
                .collect(Collectors.joining(", ", " (", ")"));
    return word + " in " + list.size() + " of " + all + where;
  }
}
