package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.PrimaryQuestion;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.Comparison;
import io.aiorevisited.analysis.stats.verdict.Evidence;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import java.util.Optional;

/**
 * A primary question answered: an engine against the reference, over all cells of the run. The
 * ratio is the geometric mean of the cells' ratios, each cell with the same weight.
 *
 * @param question as declared before the run
 * @param metric what it is judged by
 * @param comparison verdict and figures; its reference figures are 1, its candidate's the ratio of
 *     each round
 */
public record PrimaryVerdict(PrimaryQuestion question, Metric metric, Comparison comparison) {

  /** The engine judged. */
  public String engine() {
    return question.engine();
  }

  /** The engine that it is judged against. */
  public String reference() {
    return question.reference();
  }

  public Verdict verdict() {
    return comparison.verdict();
  }

  /** The verdict as a reader sees it: of CPU time LESS CPU and MORE CPU. */
  public String word() {
    return comparison.word();
  }

  /** Blocks that it rests on, those of the cell with the fewest. */
  public int rounds() {
    return comparison.contest().count();
  }

  /** The ratio; empty if a cell has no complete block. */
  public Optional<LogRatio> ratio() {
    return comparison.evidence().map(Evidence::estimate);
  }

  /** Its own interval, at 95 % in general. */
  public Optional<Interval> interval() {
    return comparison.evidence().map(Evidence::interval);
  }
}
