package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.InterferenceRecord;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.stats.verdict.ControlArm;
import io.aiorevisited.reports.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * How sure the answer is: what the run can't tell apart, what else went on, what was repeated.
 *
 * @param sentences the doubts, the gravest first
 * @param engines what interfered, one row an engine; empty where nobody looked
 * @param quarters the same over the run's time, one row a quarter
 */
public record SureSection(List<String> sentences, List<Row> engines, List<Row> quarters) {

  /**
   * What interfered with some passes.
   *
   * @param name engine, or part of the run
   * @param values one a column of {@link #COLUMNS}
   */
  public record Row(String name, List<String> values) {}

  /** What the columns of the tables are; the last two are counts a request. */
  public static final List<String> COLUMNS =
      List.of(
          "steal",
          "other processes",
          "run delay",
          "waiting for CPU",
          "waiting for I/O",
          "halts a request",
          "rescheduling interrupts a request");

  /** Names of the columns, for the page. */
  public List<String> columns() {
    return COLUMNS;
  }

  private static final int QUARTERS = 4;

  /** A load of this many processors is worth a sentence. */
  private static final double LARGE = 0.05;

  private static final double UNEVEN_FACTOR = 2;
  private static final double MOST_RESTING = 0.01;

  public static SureSection of(RunAnalysis analysis) {
    List<TrialRecord> watched =
        analysis.trials().stream().filter(t -> !seen(List.of(t)).isEmpty()).toList();
    List<String> sentences = new ArrayList<>();
    noiseFloor(analysis).forEach(sentences::add);
    rules(analysis).ifPresent(sentences::add);
    repeated(analysis).ifPresent(sentences::add);
    sentences.addAll(loads(watched));
    resting(analysis).ifPresent(sentences::add);
    List<Row> engines = new ArrayList<>();
    for (String engine : analysis.engines()) {
      List<TrialRecord> mine =
          watched.stream().filter(t -> t.cell().engine().equals(engine)).toList();
      if (!mine.isEmpty()) {
        engines.add(row(engine, mine));
      }
    }
    List<Row> quarters =
        watched.size() < QUARTERS
            ? List.of()
            : IntStream.range(0, QUARTERS)
                .mapToObj(i -> row("quarter " + (i + 1), part(watched, i, QUARTERS)))
                .toList();
    return new SureSection(List.copyOf(sentences), List.copyOf(engines), quarters);
  }

  private static List<String> noiseFloor(RunAnalysis analysis) {
    Plan plan = analysis.manifest().plan();
    List<String> sentences = new ArrayList<>();
    int rounds = analysis.roundsSeen();
    sentences.add(
        "Over "
            + rounds
            + (rounds == 1 ? " round" : " rounds")
            + ", differences below "
            + Figures.roundPercent(plan.marginRatio())
            + " are taken not to matter.");
    List<Cell> conditions = analysis.conditions();
    List<ControlArm> arms = conditions.stream().flatMap(c -> analysis.control(c).stream()).toList();
    long rejecting = arms.stream().filter(ControlArm::rejects).count();
    Optional<ControlArm> overall = analysis.overallControl();
    if (overall.isPresent()) {
      sentences.add(
          "Noise floor: measured against itself over all cells, "
              + plan.referenceEngine()
              + " came out at "
              + Figures.difference(overall.get().estimate().ratio())
              + " ("
              + Figures.differences(overall.get().estimate().interval(0.95))
              + ").");
    } else if (analysis.trials().stream().noneMatch(TrialRecord::control)) {
      sentences.add(
          "The reference was not measured against itself, so the noise floor of this run is not"
              + " known.");
    } else {
      sentences.add(
          "The reference was measured against itself, with two rounds or more in "
              + arms.size()
              + " of "
              + conditions.size()
              + " cells: over all cells the noise floor of this run is not known.");
    }
    if (rejecting > 0) {
      sentences.add(
          "In "
              + rejecting
              + (rejecting == 1 ? " cell" : " cells")
              + " the reference differs from itself: those verdicts are INVALID.");
    }
    return sentences;
  }

  private static Optional<String> rules(RunAnalysis analysis) {
    return analysis.judgedByNewRules()
        ? Optional.of(
            "This run was declared under older rules than those that judge it here (fixed margin,"
                + " reference and control taken together): its verdicts may differ from those that"
                + " it was published with.")
        : Optional.empty();
  }

  private static Optional<String> repeated(RunAnalysis analysis) {
    long repeated =
        analysis.trials().stream()
            .filter(t -> t.status() == TrialStatus.REPEATED)
            .map(t -> t.round() + " " + t.attempt() + " " + t.cell().condition())
            .distinct()
            .count();
    return repeated == 0
        ? Optional.empty()
        : Optional.of(
            repeated
                + (repeated == 1 ? " block was" : " blocks were")
                + " measured again, because a process or the machine was stopped meanwhile; every"
                + " attempt is in the journal.");
  }

  private static List<String> loads(List<TrialRecord> watched) {
    List<String> sentences = new ArrayList<>();
    load(watched, "the hypervisor took", InterferenceRecord::stealMicros).ifPresent(sentences::add);
    load(watched, "other processes used", InterferenceRecord::otherCpuMicros)
        .ifPresent(sentences::add);
    return sentences;
  }

  /** Names a load that was large, and whether it was uneven over the run. */
  private static Optional<String> load(
      List<TrialRecord> watched, String who, ToLongFunction<InterferenceRecord> micros) {
    double whole = processors(watched, micros);
    if (watched.size() < QUARTERS || Double.isNaN(whole)) {
      return Optional.empty();
    }
    double[] parts =
        IntStream.range(0, QUARTERS)
            .mapToDouble(i -> processors(part(watched, i, QUARTERS), micros))
            .toArray();
    double least = Math.min(Math.min(parts[0], parts[1]), Math.min(parts[2], parts[3]));
    double most = Math.max(Math.max(parts[0], parts[1]), Math.max(parts[2], parts[3]));
    boolean uneven = most >= LARGE && most > UNEVEN_FACTOR * least;
    if (whole < LARGE && !uneven) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "While passes ran, %s %.2f processors on average%s. No trial was dropped for it: it"
                + " widens the intervals.",
            who,
            whole,
            uneven
                ? String.format(
                    Locale.ROOT, ", unevenly (%.2f to %.2f by quarter of the run)", least, most)
                : ""));
  }

  private static Optional<String> resting(RunAnalysis analysis) {
    double most =
        analysis.trials().stream()
            .filter(t -> t.result() != null && t.result().resting() != null)
            .filter(t -> t.result().resting().wallNanos() > 0)
            .mapToDouble(
                t -> 1e3 * t.result().resting().cpuMicros() / t.result().resting().wallNanos())
            .max()
            .orElse(Double.NaN);
    if (Double.isNaN(most)) {
      return Optional.empty();
    }
    return Optional.of(
        "Processes that waited for their turn used at most "
            + Figures.percent(most)
            + " of a processor"
            + (most > MOST_RESTING ? ", enough to disturb the one whose turn it was." : "."));
  }

  private static List<TrialRecord> part(List<TrialRecord> trials, int index, int parts) {
    return trials.subList(trials.size() * index / parts, trials.size() * (index + 1) / parts);
  }

  private static List<PassRecord> seen(List<TrialRecord> trials) {
    return trials.stream()
        .flatMap(t -> t.passes().stream())
        .filter(p -> p.interference() != null)
        .toList();
  }

  private static double processors(
      List<TrialRecord> trials, ToLongFunction<InterferenceRecord> micros) {
    List<PassRecord> passes = seen(trials);
    double nanos = passes.stream().mapToDouble(PassRecord::durationNanos).sum();
    return 1e3 * passes.stream().mapToLong(p -> micros.applyAsLong(p.interference())).sum() / nanos;
  }

  private static Row row(String name, List<TrialRecord> trials) {
    List<PassRecord> passes = seen(trials);
    double requests = passes.stream().mapToDouble(PassRecord::requests).sum();
    return new Row(
        name,
        List.of(
            Figures.percent(processors(trials, InterferenceRecord::stealMicros)),
            Figures.percent(processors(trials, InterferenceRecord::otherCpuMicros)),
            Figures.percent(processors(trials, InterferenceRecord::runDelayMicros)),
            pressure(trials, InterferenceRecord::cpuPressureMicros),
            pressure(trials, InterferenceRecord::ioPressureMicros),
            perRequest(passes, requests, InterferenceRecord::halts),
            perRequest(passes, requests, InterferenceRecord::reschedulingInterrupts)));
  }

  private static String pressure(
      List<TrialRecord> trials, ToLongFunction<InterferenceRecord> micros) {
    boolean told = seen(trials).stream().noneMatch(p -> micros.applyAsLong(p.interference()) < 0);
    return told ? Figures.percent(processors(trials, micros)) : "–";
  }

  private static String perRequest(
      List<PassRecord> passes, double requests, ToLongFunction<InterferenceRecord> count) {
    return String.format(
        Locale.ROOT,
        "%.2f",
        passes.stream().mapToLong(p -> count.applyAsLong(p.interference())).sum() / requests);
  }
}
