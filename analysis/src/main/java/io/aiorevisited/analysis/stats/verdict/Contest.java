package io.aiorevisited.analysis.stats.verdict;

import io.aiorevisited.analysis.stats.Require;
import java.util.List;
import java.util.Optional;

/**
 * Sets up one comparison of a family: what was measured, and what is known against it.
 *
 * @param name what a reader calls the comparison
 * @param pairing whether value i of both arms was measured in the same round
 * @param direction which way is better
 * @param reference figures of the reference, one a trial, in the order of the rounds, above zero
 * @param candidate figures of the candidate, likewise
 * @param control the reference against itself in the same rounds; empty if the run had no such arm
 * @param objections reasons found elsewhere why the figures can't be trusted, such as a failed
 *     gate; one is enough for INVALID
 */
public record Contest(
    String name,
    Pairing pairing,
    Direction direction,
    double[] reference,
    double[] candidate,
    Optional<ControlArm> control,
    List<String> objections) {

  /** How the trials of two arms belong together. */
  public enum Pairing {
    /** One trial of each arm in every round. */
    PAIRED,
    /** Two runs that share no rounds. */
    UNPAIRED
  }

  /**
   * @throws IllegalArgumentException if a figure is not above zero, or paired arms differ in length
   */
  public Contest {
    Require.positive(reference, 0);
    Require.positive(candidate, 0);
    if (pairing == Pairing.PAIRED) {
      Require.sameLength(reference, candidate);
    }
    reference = reference.clone();
    candidate = candidate.clone();
    objections = List.copyOf(objections);
  }

  /** Returns the reference's figures; a copy. */
  @Override
  public double[] reference() {
    return reference.clone();
  }

  /** Returns the candidate's figures; a copy. */
  @Override
  public double[] candidate() {
    return candidate.clone();
  }

  /** Returns the rounds if paired, the smaller arm's trials if not. */
  public int count() {
    return Math.min(reference.length, candidate.length);
  }
}
