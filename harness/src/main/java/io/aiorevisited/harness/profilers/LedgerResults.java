package io.aiorevisited.harness.profilers;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.ScalarResult;

/** Shows the ledgers of an iteration as JMH's secondary results, each per operation. */
final class LedgerResults {
  private final List<CpuLedgerRecord> ledgers;
  private final double operations;
  private final List<ScalarResult> results = new ArrayList<>();

  private LedgerResults(List<CpuLedgerRecord> ledgers, long operations) {
    this.ledgers = ledgers;
    this.operations = Math.max(1, operations);
  }

  static List<ScalarResult> of(List<CpuLedgerRecord> ledgers, long operations) {
    LedgerResults results = new LedgerResults(ledgers, operations);
    if (ledgers.get(0).home() != null) {
      results.addTime("cpu.home", CpuLedgerRecord::home);
    }
    results.addTime("cpu.engine", CpuLedgerRecord::engine);
    if (ledgers.get(0).daemon() != null) {
      results.addTime("cpu.daemon", CpuLedgerRecord::daemon);
    }
    results.addTime("cpu.compiler", CpuLedgerRecord::compiler);
    results.addTime("cpu.collector", CpuLedgerRecord::collector);
    results.addTime("cpu.jvmOther", CpuLedgerRecord::jvmOther);
    results.addTime("cpu.exited", CpuLedgerRecord::exited);
    results.addTime("cpu.process", CpuLedgerRecord::process);
    results.add("cpu.gap", "us/op", CpuLedgerRecord::gapMicros);
    results.add("cpu.ledger", "us/op", CpuLedgerRecord::ledgerMicros);
    results.add("switches.voluntary", "#/op", ledger -> ledger.processSwitches().voluntary());
    results.add("switches.involuntary", "#/op", ledger -> ledger.processSwitches().involuntary());
    return results.results;
  }

  private void addTime(String label, Function<CpuLedgerRecord, CpuTime> time) {
    add(label + ".user", "us/op", ledger -> time.apply(ledger).userMicros());
    add(label + ".system", "us/op", ledger -> time.apply(ledger).systemMicros());
  }

  private void add(String label, String unit, ToLongFunction<CpuLedgerRecord> value) {
    double sum = ledgers.stream().mapToLong(value).sum();
    results.add(new ScalarResult(label, sum / operations, unit, AggregationPolicy.AVG));
  }
}
