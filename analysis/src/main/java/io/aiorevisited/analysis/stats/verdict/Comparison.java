package io.aiorevisited.analysis.stats.verdict;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Holds one comparison judged: the verdict, why, and the figures behind it.
 *
 * @param contest what was compared
 * @param verdict what it came to
 * @param reasons why it is INVALID, one sentence each; empty otherwise
 * @param margin the margin declared before the run, as a fraction; nothing ever raises it
 * @param moreRounds for INCONCLUSIVE: about how many more rounds would settle it
 * @param evidence every figure; empty if there are fewer than 2 blocks
 */
public record Comparison(
    Contest contest,
    Verdict verdict,
    List<String> reasons,
    double margin,
    OptionalInt moreRounds,
    Optional<Evidence> evidence) {

  /** Copies the list. */
  public Comparison {
    reasons = List.copyOf(reasons);
  }

  /** Returns the verdict as a reader sees it, LESS CPU and MORE CPU for a cost. */
  public String word() {
    return verdict.word(contest.direction());
  }

  /** Tells whether a companion method disagrees with the t test. */
  public boolean methodSensitive() {
    return evidence.map(e -> !e.companions().disagreeing().isEmpty()).orElse(false);
  }
}
