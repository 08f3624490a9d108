package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Receipts;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.harness.plan.PlannedTrial;
import io.aiorevisited.harness.profilers.CpuLedgerProfiler;
import io.aiorevisited.harness.profilers.LedgerSheet;
import io.aiorevisited.workloads.PassResult;
import io.aiorevisited.workloads.TrialSheet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
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
    this.options = new TrialOptions(plan, java);
    this.limits = limits;
  }

  /**
   * Runs a trial to its end, or kills it at its limit.
   *
   * @throws IOException if its log or sheet can't be handled, as on a full disk
   */
  TrialRecord run(PlannedTrial trial) throws IOException {
    Path sheetFile = handover(runFolder, "sheet");
    Path ledgerFile = handover(runFolder, "ledgers");
    Path log = logFile(trial);
    Files.createDirectories(log.getParent());
    Instant startedAt = Instant.now();
    long startNanos = System.nanoTime();
    Outcome outcome;
    try (PrintStream out = new PrintStream(log.toFile(), StandardCharsets.UTF_8)) {
      outcome = outcome(trial, sheetFile, ledgerFile, out);
    } finally {
      Files.deleteIfExists(sheetFile);
      Files.deleteIfExists(ledgerFile);
    }
    if (outcome.status() == TrialStatus.OK) {
      removeLog(trial);
    }
    TrialSheet sheet = outcome.sheet();
    LedgerSheet ledgers = outcome.ledgers();
    return new TrialRecord(
        TrialRecord.SCHEMA_VERSION,
        trial.trial(),
        trial.round(),
        outcome.status(),
        outcome.reason(),
        trial.control(),
        trial.cell(),
        startedAt.toString(),
        System.nanoTime() - startNanos,
        sheet == null ? List.of() : passes(sheet.warmups(), ledgers::warmup),
        sheet == null ? List.of() : passes(sheet.passes(), ledgers::pass),
        sheet == null ? null : receipts(sheet.receipts()),
        sheet == null ? null : receipts(sheet.warmupReceipts()),
        sheet == null ? List.of() : SheetRecords.gates(sheet.gates()),
        sheet == null ? null : SheetRecords.latency(sheet.latency()),
        sheet == null ? null : SheetRecords.submission(sheet.submission()));
  }

  /** Removes what a trial left of its output, which is kept if it failed. */
  void removeLog(PlannedTrial trial) throws IOException {
    Files.deleteIfExists(logFile(trial));
  }

  private record Outcome(
      TrialStatus status, String reason, TrialSheet sheet, LedgerSheet ledgers) {}

  private Outcome outcome(PlannedTrial trial, Path sheetFile, Path ledgerFile, PrintStream log) {
    Duration limit = limits.apply(trial.cell());
    try (HangGuard guard = HangGuard.start(limit)) {
      try {
        new Runner(
                options(trial.cell(), sheetFile, ledgerFile, limit),
                OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL))
            .run();
      } catch (RunnerException e) {
        return guard.fired()
            ? new Outcome(
                TrialStatus.FAILED,
                "hung: killed after " + limit.toSeconds() + " s, the limit for this cell",
                null,
                null)
            : failed(trial, e);
      }
    }
    try {
      TrialSheet sheet = TrialSheet.read(sheetFile);
      LedgerSheet ledgers = LedgerSheet.read(ledgerFile);
      String doubt = doubt(trial.cell(), sheet);
      return doubt == null
          ? new Outcome(TrialStatus.OK, null, sheet, ledgers)
          : new Outcome(TrialStatus.INVALID, doubt, sheet, ledgers);
    } catch (IOException e) {
      return failed(trial, e);
    }
  }

  private Outcome failed(PlannedTrial trial, Exception failure) {
    Throwable root = FailureReason.rootOf(failure);
    boolean unsupported = root instanceof SyscallException e && e.is(Errno.ENOSYS);
    return new Outcome(
        unsupported ? TrialStatus.UNSUPPORTED : TrialStatus.FAILED,
        FailureReason.of(failure) + " (log: " + runFolder.relativize(logFile(trial)) + ")",
        null,
        null);
  }

  /** Says what is wrong with a sheet that claims success, or null. */
  private String doubt(Cell cell, TrialSheet sheet) {
    if (sheet.passes().size() != plan.measuredPasses()) {
      return sheet.passes().size() + " measured passes instead of " + plan.measuredPasses();
    }
    for (PassResult pass : sheet.passes()) {
      if (pass.bytes() != cell.sizeBytes()) {
        return "a pass moved " + pass.bytes() + " bytes instead of " + cell.sizeBytes();
      }
    }
    return SheetRecords.doubt(sheet.gates());
  }

  private Options options(Cell cell, Path sheetFile, Path ledgerFile, Duration limit) {
    return options
        .of(cell, limit)
        .measurementIterations(plan.measuredPasses())
        .addProfiler(
            CpuLedgerProfiler.class,
            CpuLedgerProfiler.initLine(options.targetPath(cell), ledgerFile.toAbsolutePath()))
        .param("verify", Boolean.toString(plan.verify() && !cell.engine().equals("null")))
        .param("sheet", sheetFile.toAbsolutePath().toString())
        .build();
  }

  /*
   * Named after this process: a trial of a run that was killed may still be ending when the run is
   * resumed, and must not hand its sheet to another.
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
        Files.newDirectoryStream(runFolder, "*" + HANDOVER_SUFFIX + "{,.tmp}")) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
  }

  private Path logFile(PlannedTrial trial) {
    return runFolder.resolve("logs").resolve(String.format("trial-%05d.log", trial.trial()));
  }

  private static List<PassRecord> passes(
      List<PassResult> passes, IntFunction<CpuLedgerRecord> ledger) {
    List<PassRecord> records = new ArrayList<>();
    for (PassResult pass : passes) {
      records.add(
          new PassRecord(
              pass.durationNanos(),
              pass.bytes(),
              pass.requests(),
              pass.allocatedBytes(),
              ledger.apply(records.size())));
    }
    return records;
  }

  private static Receipts receipts(EngineReceipts receipts) {
    return new Receipts(
        receipts.requests(),
        receipts.syscalls(),
        receipts.workerThreadsAtMost(),
        receipts.workerThreadsStarted(),
        receipts.retries(),
        receipts.wakeUps(),
        receipts.shortTransfers(),
        receipts.errors());
  }
}
