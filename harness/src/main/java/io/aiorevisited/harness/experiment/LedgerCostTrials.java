package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialHandover;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.analysis.record.folder.LedgerCost;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.harness.blocks.TrialFiles;
import io.aiorevisited.harness.forks.Fork;
import io.aiorevisited.harness.forks.ForkFailure;
import io.aiorevisited.harness.forks.ForkRoom;
import io.aiorevisited.harness.forks.TrialLimit;
import io.aiorevisited.harness.forks.TrialOptions;
import io.aiorevisited.harness.plan.PlanFacts;
import io.aiorevisited.harness.profilers.CpuLedgerProfiler;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * Measures what keeping the CPU ledger costs here: the null engine's passes, where any cost shows
 * most, in a JVM that keeps it and in one that doesn't. Takes some seconds.
 */
final class LedgerCostTrials {
  private static final long BLOCK_BYTES = 16 << 10;
  private static final long MOST_BYTES = 64 << 20;
  private static final int WARMUP_PASSES = 20;
  private static final int PASSES = 40;

  private final TrialOptions options;
  private final Path runFolder;
  private final Cell cell;

  LedgerCostTrials(Plan plan, Path runFolder) {
    this.options = new TrialOptions(plan, TrialOptions.THIS_JAVA, ForkRoom.of(runFolder)::args);
    this.runFolder = runFolder;
    long bytes =
        Math.min(MOST_BYTES, new PlanFacts(plan).scratchBytes()) / BLOCK_BYTES * BLOCK_BYTES;
    Cell any = plan.cells().get(0);
    this.cell =
        new Cell(
            EngineType.NULL.label(),
            "iozone",
            "read",
            (int) BLOCK_BYTES,
            1,
            0,
            any.targetState(),
            any.cacheMode(),
            bytes,
            any.buffers(),
            any.placement());
  }

  /**
   * Runs both JVMs and keeps what they tell with the run.
   *
   * @return what went wrong; empty if nothing
   * @throws IOException if the folder can't be written to
   */
  Optional<String> run() throws IOException {
    Path handover = TrialFiles.handover(runFolder, "ledger-cost");
    try {
      List<TrialResult> results = new ArrayList<>();
      for (boolean withLedger : new boolean[] {false, true}) {
        Optional<ForkFailure> failure = trial(handover, withLedger);
        if (failure.isPresent()) {
          return Optional.of(failure.get().reason());
        }
        results.add(TrialHandover.read(handover));
      }
      cost(results.get(0), results.get(1)).write(runFolder);
      return Optional.empty();
    } finally {
      Files.deleteIfExists(handover);
    }
  }

  private Optional<ForkFailure> trial(Path handover, boolean withLedger) {
    ChainedOptionsBuilder trial =
        options
            .of(cell)
            .warmupIterations(WARMUP_PASSES)
            .measurementIterations(PASSES)
            .param("result", handover.toString());
    if (withLedger) {
      trial.addProfiler(
          CpuLedgerProfiler.class, CpuLedgerProfiler.initLine(options.targetPath(cell)));
    }
    // What JMH prints of it is for nobody: a failure has its reason.
    return Fork.of(trial, new PrintStream(OutputStream.nullOutputStream()))
        .run(TrialLimit.of(cell, WARMUP_PASSES + PASSES));
  }

  private static LedgerCost cost(TrialResult without, TrialResult with) {
    return new LedgerCost(
        with.passes().size(),
        with.passes().get(0).requests(),
        median(without.passes(), PassRecord::durationNanos) / 1e3,
        median(with.passes(), PassRecord::durationNanos) / 1e3,
        median(with.passes(), pass -> pass.cpu().ledgerMicros()));
  }

  private static <T> double median(List<T> values, ToDoubleFunction<T> figure) {
    double[] sorted = values.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
