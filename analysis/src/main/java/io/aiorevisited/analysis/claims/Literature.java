package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.Metric;
import io.aiorevisited.analysis.RunAnalysis;
import java.util.List;

/** What has been claimed of io_uring since 2009, as data, and what a run says to it. */
public final class Literature {

  private static final List<ClaimedRatio> RATIOS =
      List.of(
          new ClaimedRatio(
              Claim.L1, Where.ONE_IN_FLIGHT, Metric.THROUGHPUT, "uring", "psync", 1, 1),
          new ClaimedRatio(
              Claim.L2,
              Where.MANY_IN_FLIGHT,
              Metric.CPU,
              "aio-ring-batch",
              "uring-batch",
              1.06,
              1.18),
          new ClaimedRatio(
              Claim.L4,
              Where.MANY_IN_FLIGHT,
              Metric.CPU,
              "uring-fixed",
              "uring-fixed-nodefer",
              1,
              1),
          new ClaimedRatio(
              Claim.L5, Where.SHARING_A_CORE, Metric.THROUGHPUT, "uring-sqpoll", "uring", 0, 0.5));

  private Literature() {}

  /** Tells whether a run has an engine that these claims are about. */
  public static boolean concerns(RunAnalysis analysis) {
    return analysis.engines().stream().anyMatch(engine -> engine.startsWith("uring"));
  }

  /** Decides all six, in order. */
  public static List<ClaimResult> of(RunAnalysis analysis) {
    return List.of(
        ratio(Claim.L1, analysis),
        ratio(Claim.L2, analysis),
        RegisteredBuffers.decide(analysis),
        ratio(Claim.L4, analysis),
        ratio(Claim.L5, analysis),
        PuntCost.decide(analysis));
  }

  private static ClaimResult ratio(Claim claim, RunAnalysis analysis) {
    return RATIOS.stream()
        .filter(ratio -> ratio.claim() == claim)
        .findFirst()
        .orElseThrow()
        .decide(analysis);
  }
}
