package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.JsonFile;
import io.aiorevisited.engines.EngineUnsupportedException;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.harness.forks.FailureReason;
import io.aiorevisited.harness.forks.ForkRoom;
import io.aiorevisited.harness.forks.HangGuard;
import io.aiorevisited.harness.forks.TrialLimit;
import io.aiorevisited.harness.forks.TrialOptions;
import io.aiorevisited.harness.plan.PlannedTrial;
import io.aiorevisited.harness.profilers.CpuLedgerProfiler;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs one trial: one JMH run with one fork, so that a cell that fails takes no other with it. A
 * failure becomes a record with its reason, never an exception.
 */
final class TrialRunner {

  /** End of the names of files by which a trial hands over what it measured. */
  private static final String HANDOVER_SUFFIX = ".trial.json";

  private final Plan plan;
  private final Path runFolder;
  private final TrialOptions options;
  private final Function<Cell, Duration> limits;

  /**
   * @param runFolder where the output of a failed trial is kept, under {@code logs}
   */
  TrialRunner(Plan plan, Path runFolder) {
    this(plan, runFolder, TrialOptions.THIS_JAVA, cell -> TrialLimit.of(plan, cell));
  }

  /**
   * @param java what starts a trial's JVM
   * @param limits time after which a trial of a cell counts as hung
   */
  TrialRunner(Plan plan, Path runFolder, Path java, Function<Cell, Duration> limits) {
    this.plan = plan;
    this.runFolder = runFolder;
    this.options = new TrialOptions(plan, java, ForkRoom.of(runFolder)::args);
    this.limits = limits;
  }

  /**
   * Runs a trial to its end, or kills it at its limit.
   *
   * @throws IOException if its log or result can't be handled, as on a full disk
   */
  TrialRecord run(PlannedTrial trial) throws IOException {
    Path handover = handover(runFolder, "result");
    Path log = logFile(trial);
    Files.createDirectories(log.getParent());
    Instant startedAt = Instant.now();
    long startNanos = System.nanoTime();
    Outcome outcome;
    try (PrintStream out = new PrintStream(log.toFile(), StandardCharsets.UTF_8)) {
      outcome = outcome(trial, handover, out);
    } finally {
      Files.deleteIfExists(handover);
    }
    if (outcome.status() == TrialStatus.OK) {
      removeLog(trial);
    }
    return new TrialRecord(
        TrialRecord.SCHEMA_VERSION,
        trial.trial(),
        trial.round(),
        1,
        outcome.status(),
        outcome.reason(),
        trial.control(),
        trial.cell(),
        startedAt.toString(),
        System.nanoTime() - startNanos,
        outcome.result());
  }

  /** Removes what a trial left of its output, which is kept if it failed. */
  void removeLog(PlannedTrial trial) throws IOException {
    Files.deleteIfExists(logFile(trial));
  }

  private record Outcome(TrialStatus status, String reason, TrialResult result) {}

  private Outcome outcome(PlannedTrial trial, Path handover, PrintStream log) {
    Duration limit = limits.apply(trial.cell());
    try (HangGuard guard = HangGuard.start(limit)) {
      try {
        new Runner(
                options(trial.cell(), handover, limit),
                OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL))
            .run();
      } catch (RunnerException e) {
        return guard.fired()
            ? new Outcome(
                TrialStatus.FAILED,
                "hung: killed after " + limit.toSeconds() + " s, the limit for this cell",
                null)
            : failed(trial, e);
      }
    }
    try {
      TrialResult result = JsonFile.read(handover, TrialResult.class, "a trial's result");
      String doubt = doubt(trial.cell(), result);
      return new Outcome(doubt == null ? TrialStatus.OK : TrialStatus.INVALID, doubt, result);
    } catch (IOException e) {
      return failed(trial, e);
    }
  }

  private Outcome failed(PlannedTrial trial, Exception failure) {
    Throwable root = FailureReason.rootOf(failure);
    boolean unsupported =
        root instanceof EngineUnsupportedException
            || root instanceof SyscallException e && e.is(Errno.ENOSYS);
    return new Outcome(
        unsupported ? TrialStatus.UNSUPPORTED : TrialStatus.FAILED,
        FailureReason.of(failure) + " (log: " + runFolder.relativize(logFile(trial)) + ")",
        null);
  }

  /** Says what is wrong with a result that claims success, or null. */
  private String doubt(Cell cell, TrialResult result) {
    if (result.passes().size() != plan.measuredPasses()) {
      return result.passes().size() + " measured passes instead of " + plan.measuredPasses();
    }
    for (PassRecord pass : result.passes()) {
      if (pass.bytes() != cell.sizeBytes()) {
        return "a pass moved " + pass.bytes() + " bytes instead of " + cell.sizeBytes();
      }
    }
    return failedGates(result.gates());
  }

  /** The first failed gate with its fix, and the names of the others; null if none failed. */
  private static String failedGates(List<GateRecord> gates) {
    List<GateRecord> failed = gates.stream().filter(GateRecord::failed).toList();
    if (failed.isEmpty()) {
      return null;
    }
    GateRecord first = failed.get(0);
    String others = failed.stream().skip(1).map(GateRecord::name).collect(Collectors.joining(", "));
    return first.name()
        + ": "
        + first.reason()
        + "; "
        + first.fix()
        + (others.isEmpty() ? "" : " (failed too: " + others + ")");
  }

  private Options options(Cell cell, Path handover, Duration limit) {
    return options
        .of(cell, limit)
        .measurementIterations(plan.measuredPasses())
        .addProfiler(CpuLedgerProfiler.class, CpuLedgerProfiler.initLine(options.targetPath(cell)))
        .param(
            "verify",
            Boolean.toString(
                plan.verify() && EngineType.fromLabel(cell.engine()).traits().movesData()))
        .param("result", handover.toAbsolutePath().toString())
        .build();
  }

  private static boolean movesData(Cell cell) {
    return EngineType.find(cell.engine()).map(engine -> engine.traits().movesData()).orElse(true);
  }

  /*
   * Named after this process: a trial of a run that was killed may still be ending when the run is
   * resumed, and must not hand its result to another.
   */
  static Path handover(Path runFolder, String what) {
    return runFolder.resolve(what + "-" + ProcessHandle.current().pid() + HANDOVER_SUFFIX);
  }

  /**
   * Removes the folder of the logs if none is in it.
   *
   * @return whether there are none now
   */
  static boolean removeEmptyLogs(Path runFolder) throws IOException {
    try {
      Files.deleteIfExists(runFolder.resolve("logs"));
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  /** Removes handovers of trials that were killed with the process that ran them. */
  static void removeHandovers(Path runFolder) throws IOException {
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(runFolder, "*" + HANDOVER_SUFFIX + "{,.new}")) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
  }

  private Path logFile(PlannedTrial trial) {
    return runFolder.resolve("logs").resolve(String.format("trial-%05d.log", trial.trial()));
  }
}
