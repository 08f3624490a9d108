package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The cells that a claim of the literature speaks of. All are read or written with O_DIRECT. */
enum Where {
  ONE_IN_FLIGHT("with one request in flight and O_DIRECT", cell -> cell.depth() == 1),
  MANY_IN_FLIGHT(
      "with 16 or more requests in flight and O_DIRECT",
      cell -> cell.depth() >= 16 && cell.splitBytes() == 0),
  SHARING_A_CORE("with O_DIRECT and --placement same", cell -> cell.placement().equals("same"));

  private static final String DIRECT = "none";
  private static final String IO_URING = "uring";

  private final String words;
  private final Predicate<Cell> cells;

  Where(String words, Predicate<Cell> cells) {
    this.words = words;
    this.cells = cells;
  }

  /** Which they are, in the words that a sentence begins with. */
  String atStart() {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** The conditions that a run has measured both engines in. */
  List<Cell> conditions(RunAnalysis analysis, String engine, String other) {
    return analysis.conditions().stream()
        .filter(this::counts)
        .filter(c -> isMeasured(analysis, c, engine) && isMeasured(analysis, c, other))
        .toList();
  }

  /** Says that an engine was not measured in such cells; empty if all were. */
  Optional<String> lacksEngines(RunAnalysis analysis, String... engines) {
    return Lacks.engines(analysis, this::counts, " " + words, engines);
  }

  private boolean counts(Cell cell) {
    return cell.cacheMode().equals(DIRECT) && cells.test(cell);
  }

  private static boolean isMeasured(RunAnalysis analysis, Cell condition, String engine) {
    return trials(analysis, condition).anyMatch(t -> t.cell().engine().equals(engine));
  }

  /** Tells whether some requests of io_uring were carried out by worker threads of the kernel's. */
  static boolean hasWorkers(RunAnalysis analysis, Cell condition) {
    return trials(analysis, condition)
        .filter(trial -> trial.cell().engine().startsWith(IO_URING))
        .anyMatch(trial -> trial.receipts().workerThreadsAtMost() > 0);
  }

  private static Stream<TrialRecord> trials(RunAnalysis analysis, Cell condition) {
    return analysis.trials().stream()
        .filter(trial -> trial.status() == TrialStatus.OK)
        .filter(trial -> trial.cell().condition().equals(condition));
  }
}
