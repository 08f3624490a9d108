package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.Metric;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.Evidence;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decides the claims of 2009 on today's run, each by a rule of its own. */
public final class Claims {

  private static final String AIO = Mail2009.Configuration.QEMU_AIO.engine();
  private static final String THREADS = Mail2009.Configuration.QEMU.engine();

  private final RunAnalysis analysis;

  private Claims(RunAnalysis analysis) {
    this.analysis = analysis;
  }

  /** Decides all eight, in order. */
  public static List<ClaimResult> of(RunAnalysis analysis) {
    Claims claims = new Claims(analysis);
    ClaimResult faster = claims.faster();
    ClaimResult lessCpu = claims.lessCpu();
    ClaimResult blocking = SubmissionBlocking.byTarget(analysis);
    return List.of(
        faster,
        lessCpu,
        NativeThroughput.decide(analysis),
        claims.noise(),
        blocking,
        SubmissionBlocking.byCacheMode(analysis),
        Indirection.decide(analysis),
        worthHaving(faster, lessCpu, blocking));
  }

  private ClaimResult faster() {
    String rule =
        "In more than half of the cells the ratio of aio to threads lies above 1 with its 95 %"
            + " interval, and so does their geometric mean.";
    List<CellVerdict> valid =
        analysis.verdicts().stream()
            .filter(j -> j.engine().equals(AIO) && j.reference().equals(THREADS))
            .filter(j -> j.comparison().verdict() != Verdict.INVALID)
            .filter(j -> j.comparison().contest().count() >= VerdictRule.MIN_ROUNDS)
            .toList();
    if (valid.isEmpty()) {
      return ClaimResult.notMeasured(
          Claim.C1,
          rule,
          "No valid comparison of aio with threads over "
              + VerdictRule.MIN_ROUNDS
              + " rounds or more.");
    }
    long above = valid.stream().filter(j -> interval(j).lower() > 1).count();
    long notAbove = valid.stream().filter(Claims::notAbove).count();
    Optional<LogRatio> overall =
        analysis.overall(
            valid.stream().map(CellVerdict::condition).toList(), AIO, Metric.THROUGHPUT);
    boolean overallAbove = overall.map(o -> o.interval(0.95).lower() > 1).orElse(false);
    Decision decision =
        2 * above > valid.size() && overallAbove
            ? Decision.SUPPORTED
            : 2 * notAbove >= valid.size() ? Decision.NOT_SUPPORTED : Decision.INCONCLUSIVE;
    return new ClaimResult(
        Claim.C1,
        decision,
        rule,
        above
            + " of "
            + valid.size()
            + " cells lie above 1; geometric mean "
            + overall.map(Claims::inWords).orElse("not known"),
        AIO,
        valid.stream().map(CellVerdict::condition).toList());
  }

  /** A margin that was raised to a noisy control arm's bound makes no case against the claim. */
  private static boolean notAbove(CellVerdict verdict) {
    return interval(verdict).upper() < 1
        || (verdict.comparison().verdict() == Verdict.EQUIVALENT
            && !verdict.comparison().marginRaised());
  }

  private static Interval interval(CellVerdict verdict) {
    return verdict.comparison().evidence().map(Evidence::interval).orElseThrow();
  }

  private ClaimResult lessCpu() {
    String rule =
        "User and system seconds of a whole round are both below the pool's, with their 95 %"
            + " intervals.";
    Optional<LogRatio> user = analysis.costOfRound(AIO, THREADS, Metric.USER_CPU);
    Optional<LogRatio> system = analysis.costOfRound(AIO, THREADS, Metric.SYSTEM_CPU);
    Optional<LogRatio> total = analysis.costOfRound(AIO, THREADS, Metric.CPU);
    if (user.isEmpty() || system.isEmpty() || total.isEmpty()) {
      return ClaimResult.notMeasured(
          Claim.C2, rule, "CPU time was not measured in whole rounds of aio and threads.");
    }
    boolean both = below(user.get()) && below(system.get());
    Decision decision =
        total.get().count() < VerdictRule.MIN_ROUNDS
            ? Decision.INCONCLUSIVE
            : both
                ? Decision.SUPPORTED
                : notBelow(total.get()) ? Decision.NOT_SUPPORTED : Decision.INCONCLUSIVE;
    return new ClaimResult(
        Claim.C2,
        decision,
        rule,
        String.format(
            Locale.ROOT,
            "user %s, 2009 %.2f; system %s, 2009 %.2f; together %s, over %d rounds",
            inWords(user.get()),
            Mail2009.QEMU_AIO_CPU.userSeconds() / Mail2009.QEMU_CPU.userSeconds(),
            inWords(system.get()),
            Mail2009.QEMU_AIO_CPU.systemSeconds() / Mail2009.QEMU_CPU.systemSeconds(),
            inWords(total.get()),
            total.get().count()),
        "",
        List.of());
  }

  private static boolean below(LogRatio ratio) {
    return ratio.interval(0.95).upper() < 1;
  }

  private boolean notBelow(LogRatio ratio) {
    double margin = analysis.manifest().plan().marginRatio();
    return ratio.interval(0.95).lower() > 1 / (1 + margin);
  }

  private ClaimResult noise() {
    String rule =
        "At least half of 2009's differences between aio and the pool are no larger than two"
            + " single runs of today differ by chance (95 %).";
    List<GapOf2009> gaps = GapOf2009.of(analysis);
    if (gaps.isEmpty()) {
      return ClaimResult.notMeasured(
          Claim.C4, rule, "No cell of 2009 was measured twice with aio and threads.");
    }
    long inside = gaps.stream().filter(GapOf2009::insideNoise).count();
    double least = gaps.stream().mapToDouble(GapOf2009::cv).min().orElseThrow();
    double most = gaps.stream().mapToDouble(GapOf2009::cv).max().orElseThrow();
    boolean enough = analysis.roundsSeen() >= VerdictRule.MIN_ROUNDS;
    return new ClaimResult(
        Claim.C4,
        !enough
            ? Decision.INCONCLUSIVE
            : 2 * inside >= gaps.size() ? Decision.SUPPORTED : Decision.NOT_SUPPORTED,
        rule,
        String.format(
            Locale.ROOT,
            "%d of %d differences of 2009 lie inside today's noise; run-to-run CV %.1f %% to"
                + " %.1f %%",
            inside,
            gaps.size(),
            100 * least,
            100 * most),
        AIO,
        gaps.stream().map(GapOf2009::condition).toList());
  }

  private static ClaimResult worthHaving(
      ClaimResult faster, ClaimResult lessCpu, ClaimResult blocking) {
    String rule =
        "C1 or C2 is supported (worth having), and C5 shows files on which submission blocks (not"
            + " the default).";
    boolean worth =
        faster.decision() == Decision.SUPPORTED || lessCpu.decision() == Decision.SUPPORTED;
    boolean not =
        faster.decision() == Decision.NOT_SUPPORTED && lessCpu.decision() == Decision.NOT_SUPPORTED;
    boolean measured =
        faster.decision() != Decision.NOT_MEASURED || lessCpu.decision() != Decision.NOT_MEASURED;
    if (!measured) {
      return ClaimResult.notMeasured(Claim.C8, rule, "Neither C1 nor C2 was measured.");
    }
    return new ClaimResult(
        Claim.C8,
        not
            ? Decision.NOT_SUPPORTED
            : worth && blocking.decision() == Decision.SUPPORTED
                ? Decision.SUPPORTED
                : Decision.INCONCLUSIVE,
        rule,
        "C1 is "
            + faster.decision().word()
            + ", C2 is "
            + lessCpu.decision().word()
            + (worth ? ": worth having here" : "")
            + "; whether it can be the default hangs on C5, which is "
            + blocking.decision().word(),
        "",
        List.of());
  }

  /** Writes a ratio with its 95 % interval. */
  static String inWords(LogRatio ratio) {
    Interval interval = ratio.interval(0.95);
    return String.format(
        Locale.ROOT, "%.3f (%.3f to %.3f)", ratio.ratio(), interval.lower(), interval.upper());
  }
}
