package io.aiorevisited.analysis.cpu;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TrialRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The ledgers of one trial's measured passes, added up. */
public final class TrialCpu {
  private static final double GIB = 1L << 30;

  private final TrialRecord trial;
  private final List<CpuLedgerRecord> ledgers;

  private TrialCpu(TrialRecord trial, List<CpuLedgerRecord> ledgers) {
    this.trial = trial;
    this.ledgers = ledgers;
  }

  /** Adds up a trial; empty unless every measured pass has a ledger with a home thread. */
  public static Optional<TrialCpu> of(TrialRecord trial) {
    boolean whole =
        !trial.passes().isEmpty() && trial.passes().stream().allMatch(p -> isWhole(p.cpu()));
    return whole
        ? Optional.of(new TrialCpu(trial, trial.passes().stream().map(PassRecord::cpu).toList()))
        : Optional.empty();
  }

  private static boolean isWhole(CpuLedgerRecord ledger) {
    return ledger != null && ledger.home() != null && ledger.homeSwitches() != null;
  }

  /** Returns the round that the trial belongs to. */
  public int round() {
    return trial.round();
  }

  /**
   * Tells whether a program of others or a guest was measured, of which nobody counts the calls.
   */
  public boolean isOfProgram() {
    return trial.program() != null || trial.guest() != null;
  }

  /** Returns what one part spent. */
  public CpuTime part(CpuPart part) {
    return total(part::of);
  }

  /** Returns what the home thread, the engine's other threads and its daemon spent. */
  public CpuTime engineCost() {
    return total(CpuLedgerRecord::engineCost);
  }

  /** Returns what the whole process spent, the JVM's own threads included, and its daemon. */
  public CpuTime process() {
    return total(CpuLedgerRecord::process).plus(part(CpuPart.DAEMON));
  }

  /** Converts a time of this trial to CPU seconds per GiB moved. */
  public double secondsPerGib(long micros) {
    return micros / 1e6 / (trial.bytes() / GIB);
  }

  /** Converts a time of this trial to microseconds per request. */
  public double perRequest(long micros) {
    return (double) micros / requests();
  }

  /** Returns context switches of the home thread and the engine's others, per request. */
  public double engineSwitchesPerRequest() {
    long switches =
        sum(l -> l.homeSwitches().voluntary() + l.homeSwitches().involuntary())
            + sum(l -> l.engineSwitches().voluntary() + l.engineSwitches().involuntary());
    return (double) switches / requests();
  }

  /** Returns the system calls that the engine made for I/O, per request. */
  public double syscallsPerRequest() {
    long calls = trial.receipts().syscalls().values().stream().mapToLong(Long::longValue).sum();
    return (double) calls / trial.receipts().requests();
  }

  /** Returns how often the home thread's poll loop came back with something to do, per request. */
  public double wakeUpsPerRequest() {
    return (double) trial.receipts().wakeUps() / trial.receipts().requests();
  }

  /** Returns the CPU time of interrupts and soft interrupts anywhere on the host. */
  public long interruptMicros() {
    return sum(l -> l.host().irqMicros() + l.host().softirqMicros());
  }

  /** Returns the CPU time of other processes and of kernel threads. */
  public long otherMicros() {
    return sum(l -> l.host().otherMicros());
  }

  /** Returns the CPU time that the hypervisor took away. */
  public long stealMicros() {
    return sum(l -> l.host().stealMicros());
  }

  /** Returns what keeping the ledgers cost, beside the passes. */
  public long ledgerMicros() {
    return sum(CpuLedgerRecord::ledgerMicros);
  }

  /** Returns the device's requests per request of ours; empty where no device was counted. */
  public Optional<Double> deviceRequestsPerRequest() {
    if (ledgers.stream().anyMatch(l -> l.device() == null)) {
      return Optional.empty();
    }
    long device = sum(l -> l.device().readRequests() + l.device().writeRequests());
    return Optional.of((double) device / requests());
  }

  /** Returns the time of the measured passes, in nanoseconds. */
  public long durationNanos() {
    return trial.durationNanos();
  }

  /** Returns all bytes of the measured passes by all their time. */
  public double bytesPerSecond() {
    return trial.bytes() * 1e9 / trial.durationNanos();
  }

  /** Returns how many measured passes there are. */
  public int passes() {
    return ledgers.size();
  }

  /** Returns how many of them have parts that don't add up to the process's figure. */
  public int passesThatDoNotAddUp() {
    return (int) ledgers.stream().filter(l -> !l.addsUp()).count();
  }

  private long requests() {
    return trial.passes().stream().mapToLong(PassRecord::requests).sum();
  }

  private long sum(ToLongFunction<CpuLedgerRecord> micros) {
    return ledgers.stream().mapToLong(micros).sum();
  }

  private CpuTime total(Function<CpuLedgerRecord, CpuTime> time) {
    return ledgers.stream().map(time).reduce(CpuTime.NONE, CpuTime::plus);
  }
}
