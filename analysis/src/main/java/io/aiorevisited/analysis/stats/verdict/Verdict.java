package io.aiorevisited.analysis.stats.verdict;

/** What a comparison came to, in the order in which the rule asks. */
public enum Verdict {
  /** Something outside the figures says that they can't be trusted. */
  INVALID("INVALID"),
  /** Fewer rounds than the sign-flip test needs to reach p below 0.05. */
  TOO_FEW_ROUNDS("TOO FEW ROUNDS"),
  /** Better than the reference by more than the margin. */
  FASTER("FASTER"),
  /** Worse than the reference by more than the margin. */
  SLOWER("SLOWER"),
  /** A real difference, and shown to be smaller than the margin. */
  REAL_BUT_NEGLIGIBLE("REAL BUT NEGLIGIBLE"),
  /** Better, and it is not known whether by more than the margin. */
  FASTER_SIZE_UNCERTAIN("FASTER, SIZE UNCERTAIN"),
  /** Worse, and it is not known whether by more than the margin. */
  SLOWER_SIZE_UNCERTAIN("SLOWER, SIZE UNCERTAIN"),
  /** Shown to differ by less than the margin. */
  EQUIVALENT("EQUIVALENT"),
  /** The rounds show neither a difference nor its absence. */
  INCONCLUSIVE("INCONCLUSIVE");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** Returns the verdict as a reader sees it. */
  public String word() {
    return word;
  }

  /**
   * Returns the verdict as a reader sees it. The only cost that has verdicts is CPU time: there
   * FASTER reads LESS CPU, and SLOWER reads MORE CPU.
   */
  public String word(Direction direction) {
    return direction == Direction.HIGHER_IS_BETTER
        ? word
        : word.replace("FASTER", "LESS CPU").replace("SLOWER", "MORE CPU");
  }

  /** Tells whether a difference was shown whose size is open. */
  public boolean isSizeUncertain() {
    return this == FASTER_SIZE_UNCERTAIN || this == SLOWER_SIZE_UNCERTAIN;
  }
}
