package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Receipts;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Plants in the trials of a generated run what claims of the literature are decided by.
 *
 * @param cpuMicros CPU time of a request
 * @param moreMicros by how much a request takes longer than generated
 * @param workers whether worker threads of the kernel carried out some requests
 */
public record Planted(
    ToDoubleFunction<Cell> cpuMicros, ToDoubleFunction<Cell> moreMicros, Predicate<Cell> workers)
    implements UnaryOperator<TrialRecord> {

  /** Every request takes 40 us of CPU time, and nothing else is changed. */
  public static final Planted NOTHING = new Planted(cell -> 40, cell -> 0, cell -> false);

  /** What makes a claim come out as it was claimed. */
  public static Planted asClaimed(Claim claim) {
    return switch (claim) {
      case L2 -> NOTHING.cpu(cell -> cell.engine().equals("aio-ring-batch") ? 44 : 40);
      case L3 ->
          NOTHING.cpu(
              cell ->
                  cell.engine().equals("uring-batch")
                      ? 40
                      : cell.blockSizeBytes() > 4096 ? 20 : 32);
      case L5 -> NOTHING.longer(cell -> cell.engine().equals("uring-sqpoll") ? 1000 : 0);
      case L6 -> NOTHING.longer(cell -> cell.engine().equals("uring") ? 8.5 : 0).byWorkers();
      default -> NOTHING;
    };
  }

  Planted cpu(ToDoubleFunction<Cell> micros) {
    return new Planted(micros, moreMicros, workers);
  }

  Planted longer(ToDoubleFunction<Cell> micros) {
    return new Planted(cpuMicros, micros, workers);
  }

  /** The same, and io_uring hands requests to worker threads. */
  Planted byWorkers() {
    return new Planted(cpuMicros, moreMicros, cell -> cell.engine().startsWith("uring"));
  }

  @Override
  public TrialRecord apply(TrialRecord trial) {
    Cell cell = trial.cell();
    // A little spread by trial, so that intervals have a width.
    double micros = cpuMicros.applyAsDouble(cell) * (1 + 0.0005 * (trial.trial() % 7));
    List<PassRecord> passes =
        trial.passes().stream()
            .map(
                pass ->
                    TestRecords.pass(
                        pass.durationNanos()
                            + Math.round(1e3 * moreMicros.applyAsDouble(cell) * pass.requests()),
                        pass.bytes(),
                        pass.requests(),
                        pass.allocatedBytes(),
                        ledger(Math.round(micros * pass.requests()))))
            .toList();
    long requests = passes.stream().mapToLong(PassRecord::requests).sum();
    Receipts receipts =
        new Receipts(requests, Map.of(), workers.test(cell) ? 1 : 0, 0, Map.of(), 0, 0, 0);
    return TestRecords.trial(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        trial.status(),
        trial.reason(),
        trial.control(),
        cell,
        trial.startedAt(),
        trial.wallNanos() + passes.stream().mapToLong(PassRecord::durationNanos).sum(),
        trial.warmups(),
        passes,
        receipts,
        receipts);
  }

  private static CpuLedgerRecord ledger(long micros) {
    CpuTime home = new CpuTime(0, micros);
    CpuLedgerRecord.Switches none = new CpuLedgerRecord.Switches(0, 0);
    return new CpuLedgerRecord(
        home,
        CpuTime.NONE,
        CpuTime.NONE,
        CpuTime.NONE,
        CpuTime.NONE,
        CpuTime.NONE,
        0,
        home,
        0,
        true,
        10,
        new CpuLedgerRecord.HostTime(0, 0, 0, 0),
        none,
        none,
        none,
        null,
        null,
        null);
  }
}
