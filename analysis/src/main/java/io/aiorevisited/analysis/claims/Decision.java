package io.aiorevisited.analysis.claims;

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

  /** The decision as a reader sees it. */
  public String word() {
    return word;
  }
}
