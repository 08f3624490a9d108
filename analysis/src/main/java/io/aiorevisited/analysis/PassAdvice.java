package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.stats.spread.NestedSample;
import io.aiorevisited.analysis.stats.spread.OptimalRepetitions;
import io.aiorevisited.analysis.stats.spread.VarianceComponents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many measured passes a trial would make the best use of time, by a pilot's own variances and
 * costs (Kalibera and Jones, ISMM 2013). A pass costs its time; a trial costs the rest of its own:
 * the JVM and the warm-up. Each arm is taken by itself, so what changes from round to round counts
 * as spread between trials, although paired comparisons are free of it: where the machine drifts,
 * the numbers are on the low side.
 *
 * @param arms that could be judged
 * @param fewest passes of any arm, at least 1
 * @param median over the arms, the lower of two
 * @param most passes of any arm, at most {@link #CAP}
 */
public record PassAdvice(int arms, int fewest, int median, int most) {

  /** Passes that no arm is advised to exceed: where trials don't differ, it would be any number. */
  public static final int CAP = 50;

  /** Judges the trials of a pilot; empty where no arm has 2 sound trials of 2 or more passes. */
  public static Optional<PassAdvice> of(List<TrialRecord> pilot) {
    Map<Arm, List<TrialRecord>> byArm = new HashMap<>();
    for (TrialRecord trial : pilot) {
      if (trial.status() == TrialStatus.OK) {
        byArm.computeIfAbsent(Arm.of(trial), arm -> new ArrayList<>()).add(trial);
      }
    }
    int[] passes =
        byArm.values().stream()
            .map(PassAdvice::passes)
            .filter(OptionalInt::isPresent)
            .mapToInt(OptionalInt::getAsInt)
            .sorted()
            .toArray();
    return passes.length == 0
        ? Optional.empty()
        : Optional.of(
            new PassAdvice(
                passes.length,
                passes[0],
                passes[(passes.length - 1) / 2],
                passes[passes.length - 1]));
  }

  private static OptionalInt passes(List<TrialRecord> trials) {
    double[][] nanos =
        trials.stream()
            .map(trial -> trial.passes().stream().mapToDouble(PassRecord::durationNanos).toArray())
            .toArray(double[][]::new);
    boolean nested =
        nanos.length >= 2
            && nanos[0].length >= 2
            && Arrays.stream(nanos).allMatch(trial -> trial.length == nanos[0].length);
    double passNanos = trials.stream().mapToLong(TrialRecord::durationNanos).average().orElse(0);
    double wallNanos = trials.stream().mapToLong(TrialRecord::wallNanos).average().orElse(0);
    if (!nested || passNanos <= 0 || wallNanos <= passNanos) {
      return OptionalInt.empty();
    }
    double[] costs = {passNanos / nanos[0].length, wallNanos - passNanos};
    VarianceComponents components = VarianceComponents.of(NestedSample.of(nanos));
    return OptionalInt.of(OptimalRepetitions.of(components, costs, CAP).get(0));
  }
}
