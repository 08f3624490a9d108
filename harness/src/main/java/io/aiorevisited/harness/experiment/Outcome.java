package io.aiorevisited.harness.experiment;

/** How a run ended. */
public enum Outcome {
  /** Every cell has a figure. */
  COMPLETE,
  /** Some cell is FAILED, INVALID or UNSUPPORTED, or the run broke off before it was measured. */
  SOME_WITHOUT_FIGURE,
  /** The person ended it. */
  INTERRUPTED
}
