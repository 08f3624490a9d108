package io.aiorevisited.analysis.record;

import java.io.Serializable;

/**
 * What one check of a trial found.
 *
 * @param name which check: {@code extents}, {@code cache-mode}, {@code device-bytes}, {@code
 *     request-splitting}, {@code depth}, {@code page-cache}, {@code pass-duration}, {@code
 *     clock-source}, ...
 * @param outcome how it ended
 * @param reason what was seen, with the figures; without a full stop
 * @param fix what to do about it; empty unless it failed
 */
public record GateRecord(String name, Outcome outcome, String reason, String fix)
    implements Serializable {

  /** How a check can end. */
  public enum Outcome {
    /** Seen to be as it should. */
    PASSED,
    /** Seen to be otherwise: the trial's figure is not to be believed. */
    FAILED,
    /** Seen to be less than asked for, which the figure still stands for. */
    WARNED,
    /** Not to be seen on this host, target or cache mode. */
    NOT_CHECKABLE
  }

  /** A check that found all as it should be. */
  public static GateRecord passed(String name, String reason) {
    return new GateRecord(name, Outcome.PASSED, reason, "");
  }

  /** A check that found the figure not to be believed. */
  public static GateRecord failed(String name, String reason, String fix) {
    return new GateRecord(name, Outcome.FAILED, reason, fix);
  }

  /** A check that found less than was asked for; the figure stays. */
  public static GateRecord warned(String name, String reason, String fix) {
    return new GateRecord(name, Outcome.WARNED, reason, fix);
  }

  /** A check that could not look. */
  public static GateRecord notCheckable(String name, String reason) {
    return new GateRecord(name, Outcome.NOT_CHECKABLE, reason, "");
  }

  /** Whether the trial's figure is not to be believed because of it. */
  public boolean failed() {
    return outcome == Outcome.FAILED;
  }
}
