package io.aiorevisited.analysis.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run set out to do, fixed before its first trial.
 *
 * @param profile profile's name
 * @param seed of the order inside the rounds
 * @param rounds rounds planned; where the plan has a stopping rule, the most that there can be
 * @param warmupPasses least passes before the measured ones, each trial, and turns that they take
 * @param warmupRequests least requests before the measured ones, each trial, as far as they move no
 *     more than {@link #MOST_WARMUP_BYTES}; 0 in schema 1
 * @param measuredPasses measured passes, each trial
 * @param referenceEngine engine that the others are compared with, and that the control arm repeats
 * @param marginRatio smallest relative difference that matters, for example 0.03
 * @param confidence of every interval, for example 0.95
 * @param verify whether data is read back and checked after write passes
 * @param targetPath file that is measured
 * @param cells every cell of a round, the control arm's not listed
 * @param family the comparisons that a verdict is given for, declared beforehand
 * @param interleave {@link #PASSES} or {@link #FORKS}; the latter in schema 1
 * @param primary questions that the run is there to answer, tested before the family; none in
 *     schema 1
 * @param stopping when the run ends before its last round; null if it always runs all of them
 * @param agreements programs of others held against the engine that does the same: a family of its
 *     own; empty where none was asked for
 * @param guests virtual machines held against one on QEMU's thread pool, and nothing else: a family
 *     of its own; empty where none was asked for
 * @param jvmArgs arguments of the trials' JVMs beyond those that every trial has; empty in runs
 *     from before there were any
 * @param qemuFolders where the programs of QEMU's builds are whose names stand behind the {@code @}
 *     of an arm, by that name; empty where all are the installed ones
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Plan(
    String profile,
    long seed,
    int rounds,
    int warmupPasses,
    int warmupRequests,
    int measuredPasses,
    String referenceEngine,
    double marginRatio,
    double confidence,
    boolean verify,
    String targetPath,
    List<Cell> cells,
    List<PlannedComparison> family,
    String interleave,
    List<PrimaryQuestion> primary,
    Stopping stopping,
    List<PlannedComparison> agreements,
    List<PlannedComparison> guests,
    List<String> jvmArgs,
    Map<String, String> qemuFolders) {

  /** Arms of a block that are alive together and take turns, one pass at a time. */
  public static final String PASSES = "passes";

  /** Arms of a block that run one after another. */
  public static final String FORKS = "forks";

  /** Bytes that are moved at most only to reach {@link #warmupRequests}. */
  public static final long MOST_WARMUP_BYTES = 128L << 20;

  public Plan {
    interleave = interleave == null ? FORKS : interleave;
    primary = primary == null ? List.of() : List.copyOf(primary);
    agreements = agreements == null ? List.of() : List.copyOf(agreements);
    guests = guests == null ? List.of() : List.copyOf(guests);
    jvmArgs = jvmArgs == null ? List.of() : List.copyOf(jvmArgs);
    qemuFolders =
        qemuFolders == null
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(qemuFolders));
  }

  /** A plan without programs of others, guests and arguments of its own. */
  public Plan(
      String profile,
      long seed,
      int rounds,
      int warmupPasses,
      int warmupRequests,
      int measuredPasses,
      String referenceEngine,
      double marginRatio,
      double confidence,
      boolean verify,
      String targetPath,
      List<Cell> cells,
      List<PlannedComparison> family,
      String interleave,
      List<PrimaryQuestion> primary,
      Stopping stopping) {
    this(
        profile,
        seed,
        rounds,
        warmupPasses,
        warmupRequests,
        measuredPasses,
        referenceEngine,
        marginRatio,
        confidence,
        verify,
        targetPath,
        cells,
        family,
        interleave,
        primary,
        stopping,
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }

  /**
   * Passes of one warm-up turn of a trial of {@code cell}: the JVM compiles by how often code was
   * run, so that passes of few requests need more of them, and turns cost time.
   */
  public int warmupBatchOf(Cell cell) {
    long request = cell.requestBytes();
    long bytes = Math.min(warmupRequests, MOST_WARMUP_BYTES / request) * request;
    long passes = bytes == 0 ? 1 : (bytes - 1) / cell.sizeBytes() + 1;
    int turns = Math.max(1, warmupPasses);
    return (int) ((passes + turns - 1) / turns);
  }

  /** Passes of a trial of {@code cell} before the measured ones. */
  public int warmupPassesOf(Cell cell) {
    return warmupPasses * warmupBatchOf(cell);
  }

  /** The same plan with other cells and comparisons; of the rest what these cells leave. */
  public Plan with(List<Cell> otherCells, List<PlannedComparison> otherFamily) {
    return new Plan(
        profile,
        seed,
        rounds,
        warmupPasses,
        warmupRequests,
        measuredPasses,
        referenceEngine,
        marginRatio,
        confidence,
        verify,
        targetPath,
        otherCells,
        otherFamily,
        interleave,
        primary,
        stopping,
        left(agreements, otherCells),
        left(guests, otherCells),
        jvmArgs,
        qemuFolders);
  }

  private static List<PlannedComparison> left(
      List<PlannedComparison> comparisons, List<Cell> otherCells) {
    return comparisons.stream()
        .filter(c -> otherCells.contains(c.condition().withEngine(c.engine())))
        .toList();
  }

  /** Where the programs of an arm's QEMU are; empty where it is the installed one. */
  public Optional<String> qemuFolder(String arm) {
    return Optional.ofNullable(qemuFolders.get(ArmName.of(arm).build()));
  }

  /**
   * One comparison of the family.
   *
   * @param condition cell without its engine
   * @param engine engine judged
   * @param reference engine it is judged against
   */
  public record PlannedComparison(Cell condition, String engine, String reference) {}
}
