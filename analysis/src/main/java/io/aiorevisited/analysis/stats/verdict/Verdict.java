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
  /** A real difference, of which it is not known whether it exceeds the margin. */
  SIZE_UNCERTAIN("SIZE UNCERTAIN"),
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

  /** Returns the verdict as a reader sees it: of a cost it says CHEAPER and DEARER. */
  public String word(Direction direction) {
    if (direction == Direction.LOWER_IS_BETTER) {
      if (this == FASTER) {
        return "CHEAPER";
      }
      if (this == SLOWER) {
        return "DEARER";
      }
    }
    return word;
  }
}
