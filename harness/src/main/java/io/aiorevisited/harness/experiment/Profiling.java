package io.aiorevisited.harness.experiment;

/** Whether a run takes CPU profiles. */
public enum Profiling {
  /** No profile. */
  NONE,
  /** A profile of each cell when all rounds are done, so that no figure is touched by it. */
  AFTERWARDS,
  /** Profiles, and no rounds at all. */
  ONLY
}
