package io.aiorevisited.analysis.record;

/**
 * What one check of a trial found.
 *
 * @param name which check: {@code extents}, {@code cache-mode}, {@code device-bytes}, {@code
 *     request-splitting}, {@code depth}, {@code page-cache}, {@code pass-duration}, {@code
 *     clock-source}, {@code interference}
 * @param outcome {@code PASSED}, {@code FAILED} or {@code NOT_CHECKABLE}
 * @param reason what was seen, with the figures
 * @param mend what to do about it; empty unless it failed
 */
public record GateRecord(String name, String outcome, String reason, String mend) {

  /** Whether the trial's figure is not to be believed because of it. */
  public boolean failed() {
    return outcome.equals("FAILED");
  }
}
