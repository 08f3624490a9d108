package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.BuffersRecord;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.programs.ProgramRecord;
import io.aiorevisited.analysis.stats.verdict.Comparison;
import io.aiorevisited.analysis.stats.verdict.Evidence;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import io.aiorevisited.reports.text.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether programs of others see what our engines see.
 *
 * @param summary how many of the pairs agree, in one sentence
 * @param margin difference that matters, written
 * @param rows one a program and cell
 * @param programs what was run, one a program
 */
public record AgreementSection(
    String summary, String margin, List<Row> rows, List<ProgramFact> programs) {

  /** A program against the engine that does the same, in one cell. */
  public record Row(
      String program,
      String engine,
      String condition,
      int rounds,
      String difference,
      String interval,
      String cpu,
      String verdict,
      String glyph,
      List<String> notes) {

    /** Both sides and the cell in a few words. */
    public String name() {
      return program + " / " + engine + ", " + condition;
    }
  }

  /** A program as it was run. */
  public record ProgramFact(
      String name,
      String version,
      String command,
      String timedBy,
      String cpuOf,
      String data,
      String sweeps) {}

  public static AgreementSection of(RunAnalysis analysis) {
    CellNames names = CellNames.of(analysis.manifest().plan());
    List<Row> rows =
        analysis.agreements().stream()
            .sorted(
                Comparator.comparing(CellVerdict::engine)
                    .thenComparing(CellVerdict::condition, Cell.tableOrder()))
            .map(verdict -> row(analysis, verdict, names))
            .toList();
    return new AgreementSection(
        summary(analysis.agreements()),
        Figures.roundPercent(analysis.manifest().plan().marginRatio()),
        rows,
        programs(analysis));
  }

  private static String summary(List<CellVerdict> agreements) {
    long same =
        agreements.stream()
            .map(v -> v.comparison().verdict())
            .filter(v -> v == Verdict.EQUIVALENT || v == Verdict.REAL_BUT_NEGLIGIBLE)
            .count();
    return same
        + " of "
        + agreements.size()
        + (agreements.size() == 1 ? " pair is" : " pairs are")
        + " shown to differ by less than the margin.";
  }

  private static Row row(RunAnalysis analysis, CellVerdict verdict, CellNames names) {
    Comparison comparison = verdict.comparison();
    Optional<Evidence> evidence = comparison.evidence();
    List<String> notes = new ArrayList<>(VerdictSection.notes(comparison));
    buffers(analysis, verdict).ifPresent(notes::add);
    return new Row(
        verdict.engine(),
        verdict.reference(),
        names.label(verdict.condition()),
        comparison.contest().count(),
        evidence.map(e -> Figures.difference(e.ratio())).orElse("–"),
        evidence.map(Evidence::adjustedInterval).map(Figures::differences).orElse("–"),
        analysis
            .cpuRatio(verdict.condition(), verdict.engine(), verdict.reference())
            .map(r -> Figures.difference(r.ratio()))
            .orElse("–"),
        comparison.word(),
        VerdictSection.glyph(comparison.verdict()),
        notes);
  }

  /** Says it where both sides had buffers of different kinds. */
  private static Optional<String> buffers(RunAnalysis analysis, CellVerdict verdict) {
    Optional<BuffersRecord> program =
        buffers(analysis, verdict.condition().withEngine(verdict.engine()));
    Optional<BuffersRecord> engine =
        buffers(analysis, verdict.condition().withEngine(verdict.reference()));
    if (program.isEmpty() || engine.isEmpty()) {
      return Optional.empty();
    }
    String mine = pages(program.get());
    String ours = pages(engine.get());
    return mine.equals(ours)
        ? Optional.empty()
        : Optional.of(
            "buffers differ: "
                + verdict.engine()
                + " had "
                + mine
                + ", "
                + verdict.reference()
                + " "
                + ours);
  }

  private static Optional<BuffersRecord> buffers(RunAnalysis analysis, Cell cell) {
    return analysis.trials().stream()
        .filter(t -> t.cell().equals(cell) && t.result() != null && t.result().buffers() != null)
        .map(t -> t.result().buffers())
        .findFirst();
  }

  private static String pages(BuffersRecord buffers) {
    return 2 * buffers.hugeBytes() > buffers.bytes() ? "huge pages" : "small pages";
  }

  private static List<ProgramFact> programs(RunAnalysis analysis) {
    return analysis.trials().stream()
        .filter(trial -> trial.program() != null)
        .collect(Collectors.groupingBy(trial -> trial.cell().engine()))
        .entrySet()
        .stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .map(entry -> program(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static ProgramFact program(String name, List<TrialRecord> trials) {
    ProgramRecord first = trials.get(0).program();
    List<Integer> sweeps =
        trials.stream().map(t -> t.program().sweeps()).distinct().sorted().toList();
    int most = sweeps.get(sweeps.size() - 1);
    return new ProgramFact(
        name,
        first.version(),
        String.join(" ", first.commandLine()),
        first.timedBy(),
        first.cpuOf(),
        first.data(),
        sweeps.get(0) == most ? Integer.toString(most) : sweeps.get(0) + " to " + most);
  }
}
