package io.aiorevisited.analysis.record;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes records and plans for tests, which say only what they are about. */
public final class TestRecords {

  private TestRecords() {}

  /** A cell whose buffers lie in huge pages and whose threads run where they like. */
  public static Cell cell(
      String engine,
      String workload,
      String operation,
      long blockSizeBytes,
      int depth,
      long splitBytes,
      String targetState,
      String cacheMode,
      long sizeBytes) {
    return new Cell(
        engine,
        workload,
        operation,
        blockSizeBytes,
        depth,
        splitBytes,
        targetState,
        cacheMode,
        sizeBytes,
        "huge",
        Cell.PLACEMENT_FREE);
  }

  /** A pass without a ledger. */
  public static PassRecord pass(
      long durationNanos, long bytes, long requests, long allocatedBytes) {
    return pass(durationNanos, bytes, requests, allocatedBytes, null);
  }

  /** A pass that nothing interfered with. */
  public static PassRecord pass(
      long durationNanos, long bytes, long requests, long allocatedBytes, CpuLedgerRecord cpu) {
    return new PassRecord(durationNanos, bytes, requests, allocatedBytes, 0, cpu, null);
  }

  /** A plan that runs all its rounds, one fork after another, and has no primary question. */
  public static Plan plan(
      String profile,
      long seed,
      int rounds,
      int warmupPasses,
      int measuredPasses,
      String referenceEngine,
      double marginRatio,
      double confidence,
      boolean verify,
      String targetPath,
      List<Cell> cells,
      List<Plan.PlannedComparison> family) {
    return plan(
        profile,
        seed,
        rounds,
        warmupPasses,
        measuredPasses,
        referenceEngine,
        marginRatio,
        confidence,
        verify,
        targetPath,
        cells,
        family,
        null);
  }

  /** A plan that may end early. */
  public static Plan plan(
      String profile,
      long seed,
      int rounds,
      int warmupPasses,
      int measuredPasses,
      String referenceEngine,
      double marginRatio,
      double confidence,
      boolean verify,
      String targetPath,
      List<Cell> cells,
      List<Plan.PlannedComparison> family,
      Stopping stopping) {
    return new Plan(
        profile,
        seed,
        rounds,
        warmupPasses,
        0,
        measuredPasses,
        referenceEngine,
        marginRatio,
        confidence,
        verify,
        targetPath,
        cells,
        family,
        Plan.FORKS,
        List.of(),
        stopping);
  }

  /** The same plan, whose trials' JVMs get more arguments. */
  public static Plan withJvmArgs(Plan plan, String... jvmArgs) {
    return new Plan(
        plan.profile(),
        plan.seed(),
        plan.rounds(),
        plan.warmupPasses(),
        plan.warmupRequests(),
        plan.measuredPasses(),
        plan.referenceEngine(),
        plan.marginRatio(),
        plan.confidence(),
        plan.verify(),
        plan.targetPath(),
        plan.cells(),
        plan.family(),
        plan.interleave(),
        plan.primary(),
        plan.stopping(),
        plan.agreements(),
        plan.guests(),
        List.of(jvmArgs),
        plan.qemuFolders());
  }

  /** The same plan, asking about every engine of its family by throughput and by CPU time. */
  public static Plan withQuestions(Plan plan) {
    return new Plan(
        plan.profile(),
        plan.seed(),
        plan.rounds(),
        plan.warmupPasses(),
        plan.warmupRequests(),
        plan.measuredPasses(),
        plan.referenceEngine(),
        plan.marginRatio(),
        plan.confidence(),
        plan.verify(),
        plan.targetPath(),
        plan.cells(),
        plan.family(),
        plan.interleave(),
        plan.family().stream()
            .flatMap(
                c ->
                    Stream.of(PrimaryQuestion.THROUGHPUT, PrimaryQuestion.CPU)
                        .map(metric -> new PrimaryQuestion(c.engine(), c.reference(), metric)))
            .distinct()
            .toList(),
        plan.stopping());
  }

  /** A trial without gates, latency and submission. */
  public static TrialRecord trial(
      int schemaVersion,
      int trial,
      int round,
      TrialStatus status,
      String reason,
      boolean control,
      Cell cell,
      String startedAt,
      long wallNanos,
      List<PassRecord> warmups,
      List<PassRecord> passes,
      Receipts receipts,
      Receipts warmupReceipts) {
    return trial(
        schemaVersion,
        trial,
        round,
        status,
        reason,
        control,
        cell,
        startedAt,
        wallNanos,
        warmups,
        passes,
        receipts,
        warmupReceipts,
        List.of(),
        null,
        null);
  }

  /** A trial at its first attempt; without anything measured it has no result. */
  public static TrialRecord trial(
      int schemaVersion,
      int trial,
      int round,
      TrialStatus status,
      String reason,
      boolean control,
      Cell cell,
      String startedAt,
      long wallNanos,
      List<PassRecord> warmups,
      List<PassRecord> passes,
      Receipts receipts,
      Receipts warmupReceipts,
      List<GateRecord> gates,
      LatencyRecord latency,
      SubmissionRecord submission) {
    TrialResult result =
        receipts == null && (passes == null || passes.isEmpty()) && latency == null
            ? null
            : new TrialResult(
                warmups == null ? List.of() : warmups,
                passes == null ? List.of() : passes,
                orNothing(warmupReceipts),
                orNothing(receipts),
                gates,
                latency,
                submission,
                null,
                null,
                null,
                null,
                null);
    return new TrialRecord(
        schemaVersion,
        trial,
        round,
        1,
        status,
        reason,
        control,
        cell,
        startedAt,
        wallNanos,
        result);
  }

  private static Receipts orNothing(Receipts receipts) {
    return receipts == null ? new Receipts(0, Map.of(), 0, 0, Map.of(), 0, 0, 0) : receipts;
  }

  /** The same plan with trials that have done so many requests before they are measured. */
  public static Plan warmedUpBy(int requests, Plan plan) {
    return new Plan(
        plan.profile(),
        plan.seed(),
        plan.rounds(),
        plan.warmupPasses(),
        requests,
        plan.measuredPasses(),
        plan.referenceEngine(),
        plan.marginRatio(),
        plan.confidence(),
        plan.verify(),
        plan.targetPath(),
        plan.cells(),
        plan.family(),
        plan.interleave(),
        plan.primary(),
        plan.stopping());
  }

  /** The same plan with blocks whose arms take turns. */
  public static Plan takingTurns(Plan plan) {
    return new Plan(
        plan.profile(),
        plan.seed(),
        plan.rounds(),
        plan.warmupPasses(),
        plan.warmupRequests(),
        plan.measuredPasses(),
        plan.referenceEngine(),
        plan.marginRatio(),
        plan.confidence(),
        plan.verify(),
        plan.targetPath(),
        plan.cells(),
        plan.family(),
        Plan.PASSES,
        plan.primary(),
        plan.stopping());
  }
}
