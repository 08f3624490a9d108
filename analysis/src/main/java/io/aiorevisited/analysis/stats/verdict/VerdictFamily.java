package io.aiorevisited.analysis.stats.verdict;

import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.series.OrderTrend;
import io.aiorevisited.analysis.stats.tests.BlockPermutation;
import io.aiorevisited.analysis.stats.tests.Holm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Judges all comparisons of a run by one metric at once.
 *
 * <pre>{@code
 * Contest contest = new Contest("aio, write 16k", Pairing.PAIRED, Direction.HIGHER_IS_BETTER,
 *     threadsMiBps, aioMiBps, Optional.of(ControlArm.alone(again)), List.of());
 * Comparison judged = VerdictFamily.judge(List.of(contest), VerdictSettings.of(1, 0.03, seed)).get(0);
 * }</pre>
 */
public final class VerdictFamily {

  /**
   * Both kinds of comparison, judged.
   *
   * @param primary the questions that the run was there to answer
   * @param cells the family of single cells
   */
  public record Judged(List<Comparison> primary, List<Comparison> cells) {}

  private static final int LEAST_CHOICES = 19_999;

  /** Random choices that are to lie beyond the strictest p which Holm asks for. */
  private static final int CHOICES_BEYOND = 20;

  private VerdictFamily() {}

  /** Judges a family that has no primary question. */
  public static List<Comparison> judge(List<Contest> contests, VerdictSettings settings) {
    return judge(List.of(), 1, contests, settings).cells();
  }

  /**
   * Judges a run.
   *
   * <p>Primary questions come first. They are few, and fixed before the run, but each is a chance
   * to see a difference that is not there: p is adjusted by Holm over all that the run declared, by
   * throughput and by CPU time, and intervals are at 1 − α/k, so that a run whose engines do not
   * differ answers one wrongly with a probability of at most α.
   *
   * <p>The cells follow, whatever the primary questions came to, by the same rule over the declared
   * size of their family. A comparison that is INVALID or has too few rounds still counts in either
   * size, as one whose p is 1.
   *
   * <p>A ratio that drifts over the rounds is INVALID; that test is adjusted by Holm over all
   * contests, at {@link ControlArm#ALPHA}, as the control arms are over all conditions.
   *
   * @param primary at most as many as declared
   * @param questions primary questions declared for the run, those of other metrics too; at least 1
   * @param cells at most as many as declared
   * @param settings fixed before the run
   * @return one comparison a contest, in the same order
   * @throws IllegalArgumentException if there are more questions or cells than declared
   */
  public static Judged judge(
      List<Contest> primary, int questions, List<Contest> cells, VerdictSettings settings) {
    List<Contest> all = Stream.concat(primary.stream(), cells.stream()).toList();
    double[] drift = Holm.adjust(all.stream().mapToDouble(VerdictFamily::driftP).toArray());
    List<Setup> setups = new ArrayList<>();
    for (int i = 0; i < drift.length; i++) {
      setups.add(Setup.of(all.get(i), reasons(all.get(i), drift[i]), settings));
    }
    return new Judged(
        family(setups.subList(0, primary.size()), settings.ofFamily(questions)),
        family(setups.subList(primary.size(), setups.size()), settings));
  }

  private static List<Comparison> family(List<Setup> setups, VerdictSettings settings) {
    double[] adjusted =
        Holm.adjust(setups.stream().mapToDouble(Setup::pValue).toArray(), settings.familySize());
    List<Comparison> judged = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      judged.add(setups.get(i).judge(adjusted[i], settings));
    }
    return List.copyOf(judged);
  }

  /** A contest with what is known before it is judged. */
  private record Setup(
      Contest contest, List<String> reasons, Optional<LogRatio> estimate, double ownP) {

    static Setup of(Contest contest, List<String> reasons, VerdictSettings settings) {
      Optional<LogRatio> estimate = VerdictFamily.estimate(contest);
      double ownP = estimate.map(e -> VerdictFamily.ownP(contest, e, settings)).orElse(1.0);
      return new Setup(contest, reasons, estimate, ownP);
    }

    /** Returns its own p; 1 where it gets no verdict. */
    double pValue() {
      return reasons.isEmpty() && contest.count() >= VerdictRule.MIN_ROUNDS ? ownP : 1;
    }

    Comparison judge(double adjustedP, VerdictSettings settings) {
      double margin = settings.margin();
      boolean invalid = !reasons.isEmpty();
      Verdict verdict =
          estimate
              .map(
                  e ->
                      VerdictRule.decide(
                          invalid, contest.direction(), e, adjustedP, margin, settings))
              .orElse(invalid ? Verdict.INVALID : Verdict.TOO_FEW_ROUNDS);
      return new Comparison(
          contest,
          verdict,
          reasons,
          margin,
          verdict == Verdict.INCONCLUSIVE
              ? OptionalInt.of(moreRounds(estimate.orElseThrow(), margin, settings))
              : OptionalInt.empty(),
          estimate.map(e -> new Evidence(contest, e, ownP, adjustedP, margin, settings)));
    }
  }

  private static Optional<LogRatio> estimate(Contest contest) {
    if (contest.count() < 2) {
      return Optional.empty();
    }
    if (contest.pairing() == Contest.Pairing.UNPAIRED) {
      return Optional.of(LogRatio.unpaired(contest.reference(), contest.candidate()));
    }
    LogRatio paired = LogRatio.paired(contest.reference(), contest.candidate());
    return Optional.of(
        new LogRatio(
            contest.count(), paired.meanLog(), paired.standardError(), paired.degreesOfFreedom()));
  }

  /**
   * Tests a comparison: the t test of the log-ratios, and where that finds a difference and each
   * block has the reference twice, also the permutation of the arms inside their blocks; the larger
   * p. Under skewed noise the t test alone finds too much, and permutations alone do where one arm
   * is noisier than the others.
   */
  private static double ownP(Contest contest, LogRatio estimate, VerdictSettings settings) {
    double p = estimate.pValue();
    if (p >= settings.alpha() || contest.referenceArms().isEmpty()) {
      return p;
    }
    double permuted =
        BlockPermutation.pValue(
            logs(contest.candidate()),
            contest.referenceArms().stream().map(VerdictFamily::logs).toList(),
            Math.max(
                LEAST_CHOICES, (int) (CHOICES_BEYOND * settings.familySize() / settings.alpha())),
            settings.seed());
    return Math.max(p, permuted);
  }

  private static double[] logs(double[] figures) {
    return Arrays.stream(figures).map(Math::log).toArray();
  }

  private static double driftP(Contest contest) {
    return contest.pairing() == Contest.Pairing.PAIRED && contest.reference().length >= 2
        ? OrderTrend.of(LogRatio.differences(contest.reference(), contest.candidate())).pValue()
        : 1;
  }

  private static List<String> reasons(Contest contest, double driftP) {
    List<String> reasons = new ArrayList<>(contest.objections());
    contest
        .control()
        .filter(ControlArm::rejects)
        .ifPresent(
            control ->
                reasons.add(
                    because(
                        "the reference differs from itself: control arm", control.adjustedP())));
    if (driftP < ControlArm.ALPHA) {
      reasons.add(because("the ratio drifts over the rounds: Mann-Kendall", driftP));
    }
    return reasons;
  }

  private static String because(String what, double p) {
    return String.format(
        Locale.ROOT, "%s p = %.4f, adjusted for the run, below %.3f", what, p, ControlArm.ALPHA);
  }

  /**
   * Estimates the rounds to a half width of one margin. A half width that is there already leaves
   * the interval across an edge: half a margin settles every case.
   */
  private static int moreRounds(LogRatio estimate, double margin, VerdictSettings settings) {
    int rounds = estimate.count();
    double half = estimate.halfWidthLog(1 - settings.alpha());
    double edge = Math.log1p(margin);
    double wanted = half > edge ? edge : edge / 2;
    return Math.max(1, RoundsNeeded.forHalfWidth(rounds, half, wanted) - rounds);
  }
}
