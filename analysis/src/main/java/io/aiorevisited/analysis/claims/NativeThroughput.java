package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.ratio.LogRatio;
import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides C3: from which block size on does an engine meet the native one? These comparisons are
 * not of the declared family, so their intervals are not adjusted for it.
 */
final class NativeThroughput {

  private static final String NATIVE = Mail2009.Configuration.NATIVE.engine();
  private static final String AIO = Mail2009.Configuration.QEMU_AIO.engine();
  private static final String THREADS = Mail2009.Configuration.QEMU.engine();
  private static final String RULE =
      "At iozone's largest block size neither engine is shown to be below psync by the margin, and"
          + " both are shown to be above psync less the margin (one-sided, 5 %); aio from no larger"
          + " a block size than threads. These comparisons are outside the declared family and"
          + " not adjusted for it.";

  private enum Meets {
    YES,
    NO,
    OPEN
  }

  private final RunAnalysis analysis;
  private final double edge;
  private final List<Cell> conditions;

  private NativeThroughput(RunAnalysis analysis) {
    this.analysis = analysis;
    this.edge = Math.log1p(analysis.manifest().plan().marginRatio());
    this.conditions =
        analysis.conditions().stream()
            .filter(condition -> condition.workload().equals("iozone"))
            .filter(condition -> condition.blocksInFlight() == 1)
            .filter(condition -> measured(condition, AIO) && measured(condition, THREADS))
            .toList();
  }

  static ClaimResult decide(RunAnalysis analysis) {
    return new NativeThroughput(analysis).decide();
  }

  private ClaimResult decide() {
    List<Long> sizes = conditions.stream().map(Cell::blockSizeBytes).distinct().sorted().toList();
    if (sizes.size() < 2) {
      return ClaimResult.notMeasured(Claim.C3, RULE, lacks(sizes));
    }
    long largest = sizes.get(sizes.size() - 1);
    Meets threads = meets(THREADS, largest);
    Meets aio = meets(AIO, largest);
    long aioFrom = from(AIO, sizes);
    long threadsFrom = from(THREADS, sizes);
    Decision decision;
    if (threads == Meets.NO || aio == Meets.NO) {
      decision = Decision.NOT_SUPPORTED;
    } else if (threads == Meets.OPEN || aio == Meets.OPEN) {
      decision = Decision.INCONCLUSIVE;
    } else {
      decision = aioFrom <= threadsFrom ? Decision.SUPPORTED : Decision.NOT_SUPPORTED;
    }
    return new ClaimResult(
        Claim.C3,
        decision,
        RULE,
        "threads "
            + inWords(THREADS, largest, threads, threadsFrom)
            + "; aio "
            + inWords(AIO, largest, aio, aioFrom),
        AIO,
        conditions.stream().filter(c -> c.blockSizeBytes() == largest).toList());
  }

  private String lacks(List<Long> sizes) {
    return Lacks.engines(
            analysis, cell -> cell.workload().equals("iozone"), " of iozone", NATIVE, THREADS, AIO)
        .orElse(
            sizes.isEmpty()
                ? Lacks.rounds(analysis)
                : "iozone was measured at one block size only, "
                    + CellNames.size(sizes.get(0))
                    + ".");
  }

  private boolean measured(Cell condition, String engine) {
    return analysis
        .ratio(condition, engine, NATIVE)
        .map(ratio -> ratio.count() >= VerdictRule.MIN_ROUNDS)
        .orElse(false);
  }

  /** Whether an engine meets the native one in every operation of a block size. */
  private Meets meets(String engine, long blockSize) {
    List<Meets> all = new ArrayList<>();
    for (Cell condition : conditions) {
      if (condition.blockSizeBytes() == blockSize) {
        Interval log = ratio(condition, engine).logInterval(0.90);
        all.add(log.lower() > -edge ? Meets.YES : log.upper() < -edge ? Meets.NO : Meets.OPEN);
      }
    }
    if (all.contains(Meets.NO)) {
      return Meets.NO;
    }
    return all.contains(Meets.OPEN) ? Meets.OPEN : Meets.YES;
  }

  private LogRatio ratio(Cell condition, String engine) {
    Optional<LogRatio> ratio = analysis.ratio(condition, engine, NATIVE);
    return ratio.orElseThrow();
  }

  /** Smallest block size from which on all meet; the largest long where none does. */
  private long from(String engine, List<Long> sizes) {
    long from = Long.MAX_VALUE;
    for (int i = sizes.size() - 1; i >= 0 && meets(engine, sizes.get(i)) == Meets.YES; i--) {
      from = sizes.get(i);
    }
    return from;
  }

  private String inWords(String engine, long largest, Meets meets, long from) {
    String ratios =
        conditions.stream()
            .filter(c -> c.blockSizeBytes() == largest)
            .map(c -> c.operation() + " " + Claims.inWords(ratio(c, engine)))
            .collect(Collectors.joining(", "));
    return switch (meets) {
          case YES -> "meets psync from " + CellNames.size(from);
          case NO -> "stays below psync at " + CellNames.size(largest);
          case OPEN -> "is open at " + CellNames.size(largest);
        }
        + " ("
        + CellNames.size(largest)
        + ": "
        + ratios
        + ")";
  }
}
