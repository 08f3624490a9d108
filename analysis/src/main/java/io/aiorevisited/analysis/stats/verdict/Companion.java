package io.aiorevisited.analysis.stats.verdict;

/** A second method that looks at the same rounds, with other assumptions. */
public enum Companion {
  /** Sign flips of paired log-ratios. */
  SIGN_FLIP("sign-flip test"),
  /** Ranks of unpaired figures. */
  MANN_WHITNEY("Mann-Whitney test"),
  /** Bootstrap of the mean log-ratio. */
  BCA("BCa bootstrap"),
  /** Ratio of the arithmetic means. */
  FIELLER("Fieller interval");

  private final String words;

  Companion(String words) {
    this.words = words;
  }

  /** Returns the method's name as a reader sees it. */
  public String words() {
    return words;
  }
}
