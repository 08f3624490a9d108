package io.aiorevisited.analysis.stats.verdict;

import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.series.OrderTrend;
import io.aiorevisited.analysis.stats.tests.Holm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Judges all comparisons of a run at once: the only face that a report needs.
 *
 * <pre>{@code
 * ControlArm control = ControlArm.of(threadsMiBps, controlMiBps);
 * Contest contest = new Contest("aio, write 16k", Pairing.PAIRED, Direction.HIGHER_IS_BETTER,
 *     threadsMiBps, aioMiBps, Optional.of(control), List.of());
 * Comparison judged = VerdictFamily.judge(List.of(contest), VerdictSettings.of(1, 0.03, seed)).get(0);
 * }</pre>
 */
public final class VerdictFamily {

  /** Level of the test for a drift of the ratio over the rounds. */
  public static final double TREND_ALPHA = 0.01;

  private VerdictFamily() {}

  /**
   * Judges a family.
   *
   * <p>p is adjusted by Holm over the declared size. A comparison that is INVALID or has too few
   * rounds still counts in that size, as one whose p is 1.
   *
   * @param contests at most as many as declared
   * @param settings fixed before the run
   * @return one comparison a contest, in the same order
   * @throws IllegalArgumentException if there are more contests than declared
   */
  public static List<Comparison> judge(List<Contest> contests, VerdictSettings settings) {
    List<List<String>> reasons = contests.stream().map(VerdictFamily::reasons).toList();
    double[] p = new double[contests.size()];
    for (int i = 0; i < p.length; i++) {
      boolean counts =
          reasons.get(i).isEmpty() && contests.get(i).count() >= VerdictRule.MIN_ROUNDS;
      p[i] = counts ? estimate(contests.get(i)).orElseThrow().pValue() : 1;
    }
    double[] adjusted = Holm.adjust(p, settings.familySize());
    List<Comparison> judged = new ArrayList<>(p.length);
    for (int i = 0; i < p.length; i++) {
      judged.add(judge(contests.get(i), reasons.get(i), adjusted[i], settings));
    }
    return List.copyOf(judged);
  }

  private static Comparison judge(
      Contest contest, List<String> reasons, double holmP, VerdictSettings settings) {
    double bound = contest.control().map(ControlArm::bound).orElse(0.0);
    boolean raised = bound > settings.margin();
    double margin = raised ? bound : settings.margin();
    Optional<LogRatio> estimate = estimate(contest);
    Verdict verdict =
        estimate
            .map(
                e ->
                    VerdictRule.decide(
                        !reasons.isEmpty(), contest.direction(), e, holmP, margin, settings))
            .orElse(reasons.isEmpty() ? Verdict.TOO_FEW_ROUNDS : Verdict.INVALID);
    return new Comparison(
        contest,
        verdict,
        reasons,
        margin,
        raised,
        verdict == Verdict.INCONCLUSIVE
            ? OptionalInt.of(moreRounds(estimate.orElseThrow(), margin, settings))
            : OptionalInt.empty(),
        estimate.map(e -> Evidence.of(contest, e, holmP, margin, settings)));
  }

  private static Optional<LogRatio> estimate(Contest contest) {
    if (contest.count() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        contest.pairing() == Contest.Pairing.PAIRED
            ? LogRatio.paired(contest.reference(), contest.candidate())
            : LogRatio.unpaired(contest.reference(), contest.candidate()));
  }

  private static List<String> reasons(Contest contest) {
    List<String> reasons = new ArrayList<>(contest.objections());
    contest
        .control()
        .filter(ControlArm::rejects)
        .ifPresent(
            control ->
                reasons.add(
                    String.format(
                        Locale.ROOT,
                        "the reference differs from itself: control arm p = %.4f, below %.2f",
                        control.pValue(),
                        ControlArm.ALPHA)));
    if (contest.pairing() == Contest.Pairing.PAIRED && contest.count() >= 2) {
      OrderTrend trend =
          OrderTrend.of(LogRatio.differences(contest.reference(), contest.candidate()));
      if (trend.pValue() < TREND_ALPHA) {
        reasons.add(
            String.format(
                Locale.ROOT,
                "the ratio drifts over the rounds: Mann-Kendall p = %.4f, below %.2f",
                trend.pValue(),
                TREND_ALPHA));
      }
    }
    return reasons;
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
