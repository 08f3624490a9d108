package io.aiorevisited.analysis.stats.verdict;

import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.tests.Holm;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the A/A result: the reference measured a second time in every round under a name of its
 * own. Whatever it shows beyond a ratio of 1 is the apparatus, not an engine.
 *
 * @param estimate ratio of the second measurement to the first
 * @param adjustedP p of the hypothesis that the reference equals itself, adjusted by Holm for every
 *     condition of the run that has a control arm
 */
public record ControlArm(LogRatio estimate, double adjustedP) {

  /**
   * Level of one kind of check (reference against itself, drift of the ratio) by one metric, over
   * all conditions of a run. Two kinds by two metrics make 2 %: a sound run shows something INVALID
   * at most twice in a hundred runs.
   */
  public static final double ALPHA = 0.005;

  /** Makes the result of a run with one condition, where nothing has to be adjusted. */
  public static ControlArm alone(LogRatio estimate) {
    return new ControlArm(estimate, estimate.pValue());
  }

  /** Adjusts the results of all conditions of a run together, in the order given. */
  public static List<ControlArm> ofRun(List<LogRatio> estimates) {
    double[] adjusted = Holm.adjust(estimates.stream().mapToDouble(LogRatio::pValue).toArray());
    List<ControlArm> arms = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      arms.add(new ControlArm(estimates.get(i), adjusted[i]));
    }
    return List.copyOf(arms);
  }

  /** Returns the condition's own two-sided p, not adjusted. */
  public double pValue() {
    return estimate.pValue();
  }

  /** Tells whether the reference differs from itself: the adjusted p is below {@value #ALPHA}. */
  public boolean rejects() {
    return adjustedP < ALPHA;
  }

  /**
   * Returns the noise floor: the far bound of the 95 % interval as a fraction, a difference that
   * this run can't tell from none. It is shown, and decides nothing.
   */
  public double bound() {
    Interval log = estimate.logInterval(0.95);
    double far = Math.expm1(Math.max(Math.abs(log.lower()), Math.abs(log.upper())));
    // Two rounds that lie far apart can put the bound beyond what a double holds.
    return Math.min(far, Double.MAX_VALUE);
  }
}
