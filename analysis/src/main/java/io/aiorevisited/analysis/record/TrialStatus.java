package io.aiorevisited.analysis.record;

/** How a trial ended. Only {@link #OK} ever yields a figure. */
public enum TrialStatus {
  /** Measured, every gate passed. */
  OK,
  /** Did not come to an end: an I/O error, a crash, a time-out. */
  FAILED,
  /** Came to an end, but a gate says that its figure could be wrong. */
  INVALID,
  /** This host can't do it. */
  UNSUPPORTED,
  /** Its block was measured again, since a process of it was stopped; kept, and never counted. */
  REPEATED
}
