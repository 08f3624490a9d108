package io.aiorevisited.analysis.cpu;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuLedgerRecord.DeviceIo;
import io.aiorevisited.analysis.record.CpuLedgerRecord.HostTime;
import io.aiorevisited.analysis.record.CpuLedgerRecord.Switches;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Receipts;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A generated run whose passes have ledgers with known figures. Per request: psync spends 10 us of
 * user and 20 us of system time on its home thread; threads 5 and 5 there, 15 and 45 on workers;
 * aio 10 and 30 on its home thread. The JVM spends 7 us on top, whatever the engine.
 */
public final class LedgeredRun {

  private LedgeredRun() {}

  /** Writes a run with a ledger in every pass. */
  public static RunFolder write(GeneratedRun run, Path folder) throws IOException {
    return write(run, folder, trial -> trial);
  }

  /** Writes a run with a ledger in every pass, each trial changed as wanted. */
  public static RunFolder write(GeneratedRun run, Path folder, UnaryOperator<TrialRecord> change)
      throws IOException {
    return run.writeTo(folder, trial -> change.apply(withLedgers(trial)));
  }

  private static TrialRecord withLedgers(TrialRecord trial) {
    List<PassRecord> passes =
        trial.passes().stream()
            .map(
                pass ->
                    TestRecords.pass(
                        pass.durationNanos(),
                        pass.bytes(),
                        pass.requests(),
                        pass.allocatedBytes(),
                        ledger(trial.cell(), pass.requests())))
            .toList();
    long requests = passes.stream().mapToLong(PassRecord::requests).sum();
    return TestRecords.trial(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        trial.status(),
        trial.reason(),
        trial.control(),
        trial.cell(),
        trial.startedAt(),
        trial.wallNanos(),
        trial.warmups(),
        passes,
        receipts(trial.cell(), requests),
        trial.result().warmupReceipts(),
        trial.gates(),
        trial.latency(),
        trial.submission());
  }

  private static Receipts receipts(Cell cell, long requests) {
    boolean psync = cell.engine().equals("psync");
    return new Receipts(
        requests,
        psync ? 1 : Math.min(cell.depth(), cell.engine().equals("threads") ? 64 : 1024),
        Map.of("pread64", psync ? requests : 4 * requests),
        0,
        0,
        Map.of(),
        psync ? 0 : requests,
        0,
        0);
  }

  private static CpuLedgerRecord ledger(Cell cell, long requests) {
    CpuTime home =
        switch (cell.engine()) {
          case "psync" -> new CpuTime(10 * requests, 20 * requests);
          case "threads" -> new CpuTime(5 * requests, 5 * requests);
          default -> new CpuTime(10 * requests, 30 * requests);
        };
    CpuTime engine =
        cell.engine().equals("threads") ? new CpuTime(15 * requests, 45 * requests) : CpuTime.NONE;
    CpuTime compiler = new CpuTime(7 * requests, 0);
    Switches workers =
        cell.engine().equals("threads") ? new Switches(3 * requests, 0) : new Switches(0, 0);
    return new CpuLedgerRecord(
        home,
        engine,
        compiler,
        CpuTime.NONE,
        CpuTime.NONE,
        CpuTime.NONE,
        0,
        home.plus(engine).plus(compiler),
        0,
        true,
        500,
        new HostTime(0, 0, 0, 0),
        new Switches(requests, 0),
        workers,
        workers.plus(new Switches(requests, 0)),
        new DeviceIo(requests, 32 * requests, 0, 0),
        null,
        null);
  }
}
