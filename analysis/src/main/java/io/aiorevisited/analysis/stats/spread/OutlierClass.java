package io.aiorevisited.analysis.stats.spread;

/** How far a value lies from the bulk of its sample. */
public enum OutlierClass {
  /** Beyond the outer fence on the low side. */
  LOW_SEVERE,
  /** Between the fences on the low side. */
  LOW_MILD,
  /** Within the inner fences. */
  NONE,
  /** Between the fences on the high side. */
  HIGH_MILD,
  /** Beyond the outer fence on the high side. */
  HIGH_SEVERE;

  /** Tells whether a value lies beyond an outer fence. */
  public boolean isSevere() {
    return this == LOW_SEVERE || this == HIGH_SEVERE;
  }
}
