package io.aiorevisited.analysis.record;

/**
 * When a run ends that takes its number of rounds from its own spread: fixed before the first
 * trial.
 *
 * @param rule what it looks at
 * @param pilotRounds rounds before the first look
 * @param everyRounds rounds between looks
 */
public record Stopping(Rule rule, int pilotRounds, int everyRounds) {

  /** What a look looks at. */
  public enum Rule {
    /**
     * The 95 % interval of ln(ratio) of every comparison of the family, each by itself: the run
     * ends once half the width of each is below ln(1 + margin) / 2. No p is looked at.
     */
    HALF_WIDTH_BELOW_HALF_MARGIN
  }
}
