package io.aiorevisited.analysis.stats.verdict;

import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.BcaBootstrap;
import io.aiorevisited.analysis.stats.ratio.FiellerRatio;
import io.aiorevisited.analysis.stats.ratio.HodgesLehmann;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.tests.MannWhitney;
import io.aiorevisited.analysis.stats.tests.SignFlipTest;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Holds what other methods say of the same rounds. They decide nothing; where one of them disagrees
 * with the t interval, the verdict hangs on the method.
 *
 * @param permutationP two-sided p that assumes no distribution: sign flips if paired, Mann-Whitney
 *     if not
 * @param hodgesLehmann ratio by medians of pairs of log-ratios: an estimate to show, which never
 *     disagreed in 20,480 simulated comparisons and so checks nothing
 * @param bca 95 % interval of the ratio by bootstrap; empty if unpaired or under {@value #BCA_FROM}
 *     rounds
 * @param fieller ratio of the arithmetic means, at 95 %
 * @param disagreeing methods whose answer to "is there a difference?" at the family's unadjusted
 *     level is not that of the t test
 */
public record Companions(
    double permutationP,
    double hodgesLehmann,
    Optional<Interval> bca,
    FiellerRatio fieller,
    Set<Companion> disagreeing) {

  /** Fewest rounds for a bootstrap interval. */
  public static final int BCA_FROM = 10;

  private static final int RESAMPLES = 4_999;

  /** Copies the set. */
  public Companions {
    disagreeing = Collections.unmodifiableSet(copy(disagreeing));
  }

  private static EnumSet<Companion> copy(Set<Companion> set) {
    EnumSet<Companion> copy = EnumSet.noneOf(Companion.class);
    copy.addAll(set);
    return copy;
  }

  static Companions of(Contest contest, LogRatio estimate, VerdictSettings settings) {
    return contest.pairing() == Contest.Pairing.PAIRED
        ? paired(contest, estimate, settings)
        : unpaired(contest, estimate, settings);
  }

  private static Companions paired(Contest contest, LogRatio estimate, VerdictSettings settings) {
    double[] d = LogRatio.differences(contest.reference(), contest.candidate());
    double confidence = 1 - settings.alpha();
    double p = SignFlipTest.pValue(d, settings.seed());
    double location = HodgesLehmann.location(d);
    FiellerRatio fieller =
        FiellerRatio.paired(contest.reference(), contest.candidate(), confidence);
    Optional<Interval> bca =
        d.length < BCA_FROM
            ? Optional.empty()
            : Optional.of(
                BcaBootstrap.of(d, StatUtils::mean, RESAMPLES, settings.seed())
                    .interval(confidence));
    boolean differs = estimate.pValue() < settings.alpha();
    EnumSet<Companion> disagreeing = EnumSet.noneOf(Companion.class);
    if (differs != p < settings.alpha()) {
      disagreeing.add(Companion.SIGN_FLIP);
    }
    if (bca.isPresent() && differs == bca.get().contains(0)) {
      disagreeing.add(Companion.BCA);
    }
    addIfOff(disagreeing, differs, fieller);
    return new Companions(p, Math.exp(location), bca.map(Interval::exp), fieller, disagreeing);
  }

  private static Companions unpaired(Contest contest, LogRatio estimate, VerdictSettings settings) {
    double confidence = 1 - settings.alpha();
    double p = MannWhitney.of(contest.reference(), contest.candidate()).pValue();
    double shift =
        HodgesLehmann.shift(LogRatio.logs(contest.reference()), LogRatio.logs(contest.candidate()));
    FiellerRatio fieller =
        FiellerRatio.independent(contest.reference(), contest.candidate(), confidence);
    boolean differs = estimate.pValue() < settings.alpha();
    EnumSet<Companion> disagreeing = EnumSet.noneOf(Companion.class);
    if (differs != p < settings.alpha()) {
      disagreeing.add(Companion.MANN_WHITNEY);
    }
    addIfOff(disagreeing, differs, fieller);
    return new Companions(p, Math.exp(shift), Optional.empty(), fieller, disagreeing);
  }

  private static void addIfOff(Set<Companion> disagreeing, boolean differs, FiellerRatio fieller) {
    if (differs != fieller.excludes(1)) {
      disagreeing.add(Companion.FIELLER);
    }
  }
}
