package io.aiorevisited.analysis.stats.verdict;

import io.aiorevisited.analysis.stats.Require;
import java.util.List;
import java.util.Optional;

/**
 * Sets up one comparison of a family: what was measured, and what is known against it.
 *
 * @param name what a reader calls the comparison
 * @param pairing whether value i of both arms was measured in the same block
 * @param direction which way is better
 * @param reference figures of the reference, in the order of the rounds, above zero: where a
 *     control arm was measured, the log-mean of both of the same block, so that the variance of a
 *     log-ratio is 1.5 and not 2 times that of a trial
 * @param candidate figures of the candidate, likewise
 * @param referenceArms the figures that {@code reference} is the log-mean of, an arm each, if the
 *     arms of a block could have changed places; empty where there is one arm, or none such
 * @param count blocks that count if paired: of a question over several cells those of the cell with
 *     the fewest; the smaller arm's trials if unpaired
 * @param control the reference against itself; empty if the run had no such arm
 * @param objections reasons found elsewhere why there can't be a verdict, such as too many lost
 *     trials; one is enough for INVALID
 */
public record Contest(
    String name,
    Pairing pairing,
    Direction direction,
    double[] reference,
    double[] candidate,
    List<double[]> referenceArms,
    int count,
    Optional<ControlArm> control,
    List<String> objections) {

  /** How the trials of two arms belong together. */
  public enum Pairing {
    /** One trial of each arm in every block. */
    PAIRED,
    /** Two runs that share no rounds. */
    UNPAIRED
  }

  /**
   * @throws IllegalArgumentException if a figure is not above zero, paired arms differ in length,
   *     or the count is above the number of figures
   */
  public Contest {
    Require.positive(reference, 0);
    Require.positive(candidate, 0);
    if (pairing == Pairing.PAIRED) {
      Require.sameLength(reference, candidate);
    }
    for (double[] arm : referenceArms) {
      Require.positive(arm, 0);
      Require.sameLength(arm, candidate);
    }
    if (count < 0 || count > Math.min(reference.length, candidate.length)) {
      throw new IllegalArgumentException(
          "no more blocks count than there are figures: count="
              + count
              + " reference="
              + reference.length
              + " candidate="
              + candidate.length);
    }
    reference = reference.clone();
    candidate = candidate.clone();
    referenceArms = referenceArms.stream().map(double[]::clone).toList();
    objections = List.copyOf(objections);
  }

  /** Sets up a comparison with one reference arm, whose figures all count. */
  public Contest(
      String name,
      Pairing pairing,
      Direction direction,
      double[] reference,
      double[] candidate,
      Optional<ControlArm> control,
      List<String> objections) {
    this(
        name,
        pairing,
        direction,
        reference,
        candidate,
        List.of(),
        Math.min(reference.length, candidate.length),
        control,
        objections);
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

  /** Returns the figures of each reference arm; copies. */
  @Override
  public List<double[]> referenceArms() {
    return referenceArms.stream().map(double[]::clone).toList();
  }
}
