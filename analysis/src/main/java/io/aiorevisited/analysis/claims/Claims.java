package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.Metric;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.claims.Mail2009.CpuTime;
import io.aiorevisited.analysis.cpu.CpuEstimates;
import io.aiorevisited.analysis.cpu.MatrixCpu;
import io.aiorevisited.analysis.cpu.MatrixCpu.Part;
import io.aiorevisited.analysis.cpu.MatrixCpu.RatioOfSums;
import io.aiorevisited.analysis.record.Cell;
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
      return ClaimResult.notMeasured(Claim.C1, rule, lacksComparison());
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

  private String lacksComparison() {
    Optional<String> engines = Lacks.engines(analysis, cell -> true, "", AIO, THREADS);
    if (engines.isPresent()) {
      return engines.get();
    }
    List<CellVerdict> declared =
        analysis.verdicts().stream()
            .filter(v -> v.engine().equals(AIO) && v.reference().equals(THREADS))
            .toList();
    if (declared.isEmpty()) {
      return "The plan compares with "
          + analysis.manifest().plan().referenceEngine()
          + " and not with threads.";
    }
    return declared.stream()
        .map(CellVerdict::comparison)
        .filter(comparison -> !comparison.reasons().isEmpty())
        .map(comparison -> "Every comparison is INVALID: " + comparison.reasons().get(0) + ".")
        .findFirst()
        .orElse(Lacks.rounds(analysis));
  }

  private static boolean notAbove(CellVerdict verdict) {
    return interval(verdict).upper() < 1 || verdict.comparison().verdict() == Verdict.EQUIVALENT;
  }

  private static Interval interval(CellVerdict verdict) {
    return verdict.comparison().evidence().map(Evidence::interval).orElseThrow();
  }

  private ClaimResult lessCpu() {
    String rule =
        "CPU seconds of a whole round, user and system together, are below the pool's with their"
            + " 95 % interval. The split into user and system time is sampled by the kernel's tick:"
            + " it is shown, and decides nothing.";
    MatrixCpu matrix = MatrixCpu.of(analysis, CpuEstimates.of(analysis), Mail2009.engines());
    Optional<RatioOfSums> total = matrix.ratio(AIO, THREADS, Part.TOTAL);
    if (total.isEmpty()) {
      return ClaimResult.notMeasured(Claim.C2, rule, lacksLedgers());
    }
    double margin = analysis.manifest().plan().marginRatio();
    Decision decision =
        total.get().rounds() < VerdictRule.MIN_ROUNDS
            ? Decision.INCONCLUSIVE
            : total.get().isBelow(1)
                ? Decision.SUPPORTED
                : total.get().isAbove(1 / (1 + margin))
                    ? Decision.NOT_SUPPORTED
                    : Decision.INCONCLUSIVE;
    CpuTime pool = Mail2009.QEMU_CPU;
    CpuTime aio = Mail2009.QEMU_AIO_CPU;
    return new ClaimResult(
        Claim.C2,
        decision,
        rule,
        String.format(
            Locale.ROOT,
            "user and system together %s, 2009 %.2f; user %s, 2009 %.2f; system %s, 2009 %.2f;"
                + " over %d rounds",
            inWords(total),
            (aio.userSeconds() + aio.systemSeconds()) / (pool.userSeconds() + pool.systemSeconds()),
            inWords(matrix.ratio(AIO, THREADS, Part.USER)),
            aio.userSeconds() / pool.userSeconds(),
            inWords(matrix.ratio(AIO, THREADS, Part.SYSTEM)),
            aio.systemSeconds() / pool.systemSeconds(),
            total.get().rounds()),
        "",
        List.of());
  }

  private String lacksLedgers() {
    Optional<String> engines = Lacks.engines(analysis, cell -> true, "", AIO, THREADS);
    if (engines.isPresent()) {
      return engines.get();
    }
    CpuEstimates estimates = CpuEstimates.of(analysis);
    for (String engine : List.of(AIO, THREADS)) {
      if (estimates.all().stream().noneMatch(c -> c.arm().cell().engine().equals(engine))) {
        return "No CPU ledger was kept of " + engine + ".";
      }
    }
    return "Fewer than 2 rounds hold every cell of both engines.";
  }

  /** Writes a ratio of sums with its interval. */
  private static String inWords(Optional<RatioOfSums> ratio) {
    return ratio
        .map(r -> inWords(r.fieller().ratio(), r.fieller().interval()))
        .orElse("not measured");
  }

  private ClaimResult noise() {
    String rule =
        "At least half of 2009's differences between aio and the pool are no larger than two"
            + " single runs of today differ by chance (95 %).";
    List<GapOf2009> gaps = GapOf2009.of(analysis);
    if (gaps.isEmpty()) {
      return ClaimResult.notMeasured(
          Claim.C4,
          rule,
          Lacks.engines(
                  analysis,
                  Claims::isOf2009,
                  " in a cell of 2009 (iozone 16k, 64k, 256k; dd 20M)",
                  AIO,
                  THREADS)
              .orElse("No cell of 2009 was measured twice with both aio and threads."));
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

  private static boolean isOf2009(Cell cell) {
    return Mail2009.throughput(cell.withEngine(AIO)).isPresent();
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
            + blocking.decision().word()
            + (blocking.decision() == Decision.NOT_MEASURED
                ? ". This decides it: " + Claim.C8.decidingCall()
                : ""),
        "",
        List.of());
  }

  /** Writes a ratio with its 95 % interval. */
  static String inWords(LogRatio ratio) {
    return inWords(ratio.ratio(), Optional.of(ratio.interval(0.95)));
  }

  /** Writes a ratio with an interval, which may have no bounds. */
  static String inWords(double ratio, Optional<Interval> interval) {
    return String.format(Locale.ROOT, "%.3f", ratio)
        + interval
            .filter(Interval::isBounded)
            .map(i -> String.format(Locale.ROOT, " (%.3f to %.3f)", i.lower(), i.upper()))
            .orElse(" (not bounded by this run)");
  }
}
