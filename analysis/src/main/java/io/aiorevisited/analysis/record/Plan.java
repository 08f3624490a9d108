package io.aiorevisited.analysis.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a run set out to do, fixed before its first trial.
 *
 * @param profile profile's name
 * @param seed of the order inside the rounds
 * @param rounds rounds planned; where the plan has a stopping rule, the most that there can be
 * @param warmupPasses passes before the measured ones, each trial
 * @param measuredPasses measured passes, each trial
 * @param referenceEngine engine that the others are compared with, and that the control arm repeats
 * @param marginRatio smallest relative difference that matters, for example 0.03
 * @param confidence of every interval, for example 0.95
 * @param verify whether data is read back and checked after write passes
 * @param targetPath file that is measured
 * @param cells every cell of a round, the control arm's not listed
 * @param family the comparisons that a verdict is given for, declared beforehand
 * @param stopping when the run ends before its last round; null if it always runs all of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Plan(
    String profile,
    long seed,
    int rounds,
    int warmupPasses,
    int measuredPasses,
    String referenceEngine,
    double marginRatio,
    double confidence,
    boolean verify,
    String targetPath,
    List<Cell> cells,
    List<PlannedComparison> family,
    Stopping stopping) {

  /** A plan that runs all its rounds. */
  public Plan(
      String profile,
      long seed,
      int rounds,
      int warmupPasses,
      int measuredPasses,
      String referenceEngine,
      double marginRatio,
      double confidence,
      boolean verify,
      String targetPath,
      List<Cell> cells,
      List<PlannedComparison> family) {
    this(
        profile,
        seed,
        rounds,
        warmupPasses,
        measuredPasses,
        referenceEngine,
        marginRatio,
        confidence,
        verify,
        targetPath,
        cells,
        family,
        null);
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
