package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.record.Cell;
import java.util.List;

/**
 * A claim decided.
 *
 * @param claim what was claimed
 * @param decision what today's run says
 * @param rule when it counts as supported, in words
 * @param evidence figures and intervals behind the decision, in words
 * @param engine engine of the cells that it rests on; empty if there are none
 * @param conditions of those cells
 */
public record ClaimResult(
    Claim claim,
    Decision decision,
    String rule,
    String evidence,
    String engine,
    List<Cell> conditions) {

  /**
   * Says that the run can't decide a claim, and which call would.
   *
   * @param lacks what exactly the run lacks, a sentence
   */
  static ClaimResult notMeasured(Claim claim, String rule, String lacks) {
    return new ClaimResult(
        claim,
        Decision.NOT_MEASURED,
        rule,
        lacks + " This decides it: " + claim.decidingCall(),
        "",
        List.of());
  }
}
