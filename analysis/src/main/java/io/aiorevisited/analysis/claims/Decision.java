package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.stats.verdict.VerdictRule;

/** What today's run says of a claim. */
public enum Decision {
  SUPPORTED("SUPPORTED"),
  NOT_SUPPORTED("NOT SUPPORTED"),
  /** Measured, and undecided. */
  INCONCLUSIVE("INCONCLUSIVE"),
  NOT_MEASURED("NOT MEASURED");

  private final String word;

  Decision(String word) {
    this.word = word;
  }

  /**
   * What rounds come to.
   *
   * @param rounds that were paired
   * @param shown whether their interval lies where the claim has it
   * @param refuted whether it lies where the claim doesn't have it
   */
  static Decision of(int rounds, boolean shown, boolean refuted) {
    if (rounds < VerdictRule.MIN_ROUNDS) {
      return INCONCLUSIVE;
    }
    return shown ? SUPPORTED : refuted ? NOT_SUPPORTED : INCONCLUSIVE;
  }

  /** The decision as a reader sees it. */
  public String word() {
    return word;
  }
}
