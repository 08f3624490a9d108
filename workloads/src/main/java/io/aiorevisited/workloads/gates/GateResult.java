package io.aiorevisited.workloads.gates;

/**
 * What one check of a trial found.
 *
 * @param name which check, for example {@code extents}
 * @param outcome how it ended
 * @param reason what was seen, with the figures; without a full stop
 * @param mend what to do about it; empty unless it failed
 */
public record GateResult(String name, Outcome outcome, String reason, String mend) {

  /** How a check can end. */
  public enum Outcome {
    /** Seen to be as it should. */
    PASSED,
    /** Seen to be otherwise: the trial's figure is not to be believed. */
    FAILED,
    /** Not to be seen on this host, target or cache mode. */
    NOT_CHECKABLE
  }

  static GateResult passed(String name, String reason) {
    return new GateResult(name, Outcome.PASSED, reason, "");
  }

  static GateResult failed(String name, String reason, String mend) {
    return new GateResult(name, Outcome.FAILED, reason, mend);
  }

  static GateResult notCheckable(String name, String reason) {
    return new GateResult(name, Outcome.NOT_CHECKABLE, reason, "");
  }
}
