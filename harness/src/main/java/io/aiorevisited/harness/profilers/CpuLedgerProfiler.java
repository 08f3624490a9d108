package io.aiorevisited.harness.profilers;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.workloads.Pass;
import io.aiorevisited.workloads.PassObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * Keeps the CPU ledger of every pass under JMH: {@code -prof
 * io.aiorevisited.harness.profilers.CpuLedgerProfiler}.
 *
 * <p>JMH calls a profiler on its runner's thread and counts from before the set-up of an iteration
 * to after its tear-down. So this one has each {@link Pass} tell when its timed part starts and
 * ends, on the home thread. Of a benchmark that runs no pass it gives the ledger of the iteration,
 * without a home thread.
 *
 * <p>The init line may hold {@code target=PATH}, to count what the device below it does; a {@code
 * ;} in the path is written {@code %3B}.
 */
public final class CpuLedgerProfiler implements InternalProfiler {
  private final LedgerOptions options;

  private CpuLedger iterationLedger;
  private PassLedgers passLedgers;

  /** Does nothing but read the line: JMH makes one in the JVM that measures and one outside. */
  public CpuLedgerProfiler(String initLine) throws ProfilerException {
    options = LedgerOptions.parse(initLine);
  }

  /**
   * Returns the init line.
   *
   * @param target whose device is counted; null for none
   */
  public static String initLine(Path target) {
    return new LedgerOptions(target).initLine();
  }

  @Override
  public String getDescription() {
    return "CPU time by who spent it: home thread, engine, compiler, collector, process";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (iterationLedger == null) {
      String deviceStat = options.deviceStatPath();
      iterationLedger = new CpuLedger(LinuxSyscalls.host(), false, deviceStat);
      passLedgers = new PassLedgers(deviceStat);
      Pass.observe(passLedgers);
    }
    passLedgers.take();
    iterationLedger.start();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    CpuLedgerRecord whole = iterationLedger.stop();
    List<CpuLedgerRecord> ledgers = passLedgers.take();
    if (ledgers.isEmpty()) {
      ledgers = List.of(whole);
    }
    return LedgerResults.of(ledgers, result.getMetadata().getAllOps());
  }

  /** Keeps a ledger on the home thread, whichever it is, of one pass after another. */
  private static final class PassLedgers implements PassObserver {
    private final String deviceStatPath;
    private final List<CpuLedgerRecord> done = new ArrayList<>();
    private CpuLedger ledger;
    private InterferenceProbe interference;

    PassLedgers(String deviceStatPath) {
      this.deviceStatPath = deviceStatPath;
    }

    @Override
    public synchronized void beforePass() {
      if (ledger == null) {
        ledger = new CpuLedger(LinuxSyscalls.host(), true, deviceStatPath);
        interference = new InterferenceProbe(LinuxSyscalls.host());
      }
      interference.start();
      ledger.start();
    }

    @Override
    public synchronized Seen afterPass() {
      CpuLedgerRecord record = ledger.stop();
      done.add(record);
      return new Seen(record, interference.stop(record));
    }

    synchronized List<CpuLedgerRecord> take() {
      List<CpuLedgerRecord> taken = List.copyOf(done);
      done.clear();
      return taken;
    }
  }
}
