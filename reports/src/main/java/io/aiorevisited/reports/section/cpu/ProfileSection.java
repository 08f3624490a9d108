package io.aiorevisited.reports.section.cpu;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.charts.Legend;
import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.analysis.profile.Layer;
import io.aiorevisited.analysis.profile.RunProfiles;
import io.aiorevisited.analysis.profile.RunProfiles.Layered;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.reports.text.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the CPU time goes, as the page shows it.
 *
 * @param how what made the samples, and what they can't show, a sentence each
 * @param tables one a condition
 * @param problems of profiles that couldn't be taken
 */
public record ProfileSection(List<String> how, List<Table> tables, List<String> problems) {

  /**
   * A condition's layers.
   *
   * @param id anchor
   * @param condition in words
   * @param engines columns
   * @param rows layers; together 100 % in every column
   * @param differences links to differential flame graphs
   * @param unknown frames that no rule knows; empty where there is none
   */
  public record Table(
      String id,
      String condition,
      List<Column> engines,
      List<Row> rows,
      List<Link> differences,
      String unknown) {}

  /** An engine with its flame graph. */
  public record Column(Svg mark, String engine, String flameGraph, String samples) {}

  /** A layer and each engine's share of it. */
  public record Row(String layer, List<Share> shares) {}

  /**
   * A share of the samples.
   *
   * @param written in per cent
   * @param width of the bar beside it, in per cent of the longest
   */
  public record Share(String written, int width) {}

  /** A link to a file of the run. */
  public record Link(String words, String href) {}

  private static final int MOST_UNKNOWN = 5;

  /** Works the section out; empty where no profile was asked for. */
  public static Optional<ProfileSection> of(RunAnalysis analysis) {
    RunProfiles profiles = RunProfiles.of(analysis.folder());
    if (profiles.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProfileSection(
            profiles.layered().isEmpty() ? List.of() : how(profiles),
            profiles.conditions().stream().map(c -> table(analysis, profiles, c)).toList(),
            profiles.problems()));
  }

  private static List<String> how(RunProfiles profiles) {
    List<String> how = new ArrayList<>();
    how.add("Samples were made by " + String.join(" and ", wordsOf(profiles.events())) + ".");
    boolean kernel = profiles.layered().stream().anyMatch(l -> l.profile().kernelFrames());
    how.add(
        kernel
            ? "Stacks go on into the kernel."
            : "Stacks end where the kernel begins, so all that it does stands under system-call"
                + " entry: run as root, or set kernel.perf_event_paranoid to 1 or less.");
    double most = profiles.unknownShares().mapToDouble(Double::doubleValue).max().orElse(0);
    how.add(
        "At most "
            + Figures.percent(most)
            + " of a profile's samples are of no known layer"
            + (most >= 0.1 ? ": too many, read the shares with care." : "."));
    return how;
  }

  private static List<String> wordsOf(List<String> events) {
    return events.stream()
        .map(
            event ->
                switch (event) {
                  case "perf_events" -> "the CPU clock of Linux perf events";
                  case "ctimer" ->
                      "a CPU timer of each thread (ctimer), since perf events are not allowed here";
                  case "itimer" ->
                      "a CPU timer of the process (itimer), since perf events are not allowed here";
                  case "wall" -> "the wall clock, which counts waiting threads, too";
                  default -> event;
                })
        .toList();
  }

  private static Table table(RunAnalysis analysis, RunProfiles profiles, Cell condition) {
    List<Layered> engines = profiles.of(condition);
    double longest =
        engines.stream()
            .flatMap(e -> Arrays.stream(Layer.values()).map(e.shares()::share))
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    List<Row> rows = new ArrayList<>();
    for (Layer layer : Layer.values()) {
      rows.add(new Row(layer.words(), shares(engines, layer, longest)));
    }
    return new Table(
        "profile-" + CellNames.anchor("of", condition),
        CellNames.condition(condition),
        engines.stream().map(e -> column(analysis, e)).toList(),
        rows,
        profiles.differences().stream()
            .filter(d -> d.condition().equals(condition))
            .map(d -> new Link("from " + d.from() + " to " + d.to(), d.flameGraph()))
            .toList(),
        String.join(
            ", ",
            engines.stream()
                .flatMap(e -> e.shares().unknownFrames(MOST_UNKNOWN).stream())
                .distinct()
                .limit(MOST_UNKNOWN)
                .toList()));
  }

  private static Column column(RunAnalysis analysis, Layered layered) {
    String engine = layered.profile().cell().engine();
    return new Column(
        Legend.mark(engine, false, analysis.engines()),
        engine,
        layered.profile().flameGraph(),
        String.format(Locale.ROOT, "%,d samples", layered.shares().samples()));
  }

  private static List<Share> shares(List<Layered> engines, Layer layer, double longest) {
    return engines.stream()
        .map(
            e ->
                new Share(
                    Figures.percent(e.shares().share(layer)),
                    (int) Math.round(100 * e.shares().share(layer) / longest)))
        .toList();
  }
}
