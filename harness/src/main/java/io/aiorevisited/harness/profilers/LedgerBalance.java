package io.aiorevisited.harness.profilers;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuLedgerRecord.HostTime;
import io.aiorevisited.analysis.record.CpuLedgerRecord.Switches;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.engines.EndedThreads.EndedThread;
import io.aiorevisited.engines.linux.CpuClocks.ThreadCpu;
import io.aiorevisited.engines.linux.CpuClocks.Usage;
import io.aiorevisited.harness.profilers.CpuReading.ThreadReading;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Draws up the ledger of a pass from the readings before and after it. */
final class LedgerBalance {
  private static final ThreadCpu NOTHING = new ThreadCpu(0, 0, 0);
  private static final Switches NO_SWITCHES = new Switches(0, 0);

  private final CpuReading before;
  private final CpuReading after;
  private final CpuTime process;
  private final Map<ThreadRole, ThreadCpu> spentByRole = new EnumMap<>(ThreadRole.class);
  private Switches engineSwitches = NO_SWITCHES;

  private LedgerBalance(CpuReading before, CpuReading after, CpuTime readingItself) {
    this.before = before;
    this.after = after;
    this.process =
        notBelowZero(time(after.process()).minus(time(before.process())).minus(readingItself));
  }

  /**
   * @param ended engine threads that ended between the readings
   * @param readingItself what the home thread spent on {@code after} before it read the process's
   *     usage; taken off that figure
   * @param ledgerMicros what both readings cost
   */
  static CpuLedgerRecord of(
      CpuReading before,
      CpuReading after,
      List<EndedThread> ended,
      CpuTime readingItself,
      long ledgerMicros) {
    LedgerBalance balance = new LedgerBalance(before, after, readingItself);
    balance.addLiving();
    balance.addEnded(ended);
    return balance.close(balance.endedThreads(ended), readingItself, ledgerMicros);
  }

  private void addLiving() {
    after
        .threads()
        .forEach(
            (tid, now) -> {
              ThreadReading then = before.threads().get(tid);
              add(now.role(), now.cpu(), then == null ? null : then.cpu());
              addSwitches(now.switches(), then);
            });
  }

  private void addEnded(List<EndedThread> ended) {
    for (EndedThread thread : ended) {
      if (after.threads().containsKey(thread.tid())) {
        // It noted its time but was not gone yet, and has been read with the living.
        continue;
      }
      ThreadReading then = before.threads().get(thread.tid());
      add(ThreadRole.ENGINE, thread.cpu(), then == null ? null : then.cpu());
      addSwitches(switches(thread.usage()), then);
    }
  }

  private void add(ThreadRole role, ThreadCpu now, ThreadCpu then) {
    // A clock that went back belongs to a new thread, which was given the id of one that ended.
    boolean sameThread = then != null && then.cpuNanos() <= now.cpuNanos();
    spentByRole.merge(role, sameThread ? now.since(then) : now, ThreadCpu::plus);
  }

  private void addSwitches(Switches now, ThreadReading then) {
    if (now != null) {
      boolean known = then != null && then.switches() != null;
      engineSwitches = engineSwitches.plus(known ? now.minus(then.switches()) : now);
    }
  }

  /** Counts threads that ended, also those whose whole life lay between the readings. */
  private int endedThreads(List<EndedThread> ended) {
    Set<Integer> gone = new HashSet<>(before.threads().keySet());
    gone.removeAll(after.threads().keySet());
    ended.forEach(thread -> gone.add(thread.tid()));
    long javaThreads = after.javaThreadsEnded() - before.javaThreadsEnded();
    return (int) Math.max(gone.size(), javaThreads);
  }

  private CpuLedgerRecord close(int endedThreads, CpuTime readingItself, long ledgerMicros) {
    CpuTime home = after.home() == null ? null : spent(ThreadRole.HOME);
    CpuTime daemon = ofDaemon();
    CpuTime engine = spent(ThreadRole.ENGINE);
    CpuTime compiler = spent(ThreadRole.COMPILER);
    CpuTime collector = spent(ThreadRole.COLLECTOR);
    CpuTime other = spent(ThreadRole.JVM_OTHER);
    CpuTime parts = engine.plus(compiler).plus(collector).plus(other);
    if (home != null) {
      parts = parts.plus(home);
    }
    CpuTime exited = endedThreads == 0 ? CpuTime.NONE : remainder(parts);
    long gapMicros = process.totalMicros() - parts.totalMicros() - exited.totalMicros();
    boolean addsUp = Math.abs(gapMicros) <= CpuLedgerRecord.MAX_GAP_RATIO * process.totalMicros();
    return new CpuLedgerRecord(
        home,
        engine,
        compiler,
        collector,
        other,
        exited,
        endedThreads,
        process,
        gapMicros,
        addsUp,
        ledgerMicros,
        host(readingItself, daemon),
        home == null ? null : switches(after.home()).minus(switches(before.home())),
        engineSwitches,
        switches(after.process()).minus(switches(before.process())),
        after.device() == null ? null : after.device().minus(before.device()),
        daemon,
        null);
  }

  private CpuTime spent(ThreadRole role) {
    return time(spentByRole.getOrDefault(role, NOTHING));
  }

  /** What the engine's daemon spent; null if there is none. */
  private CpuTime ofDaemon() {
    ThreadCpu spent = null;
    for (Map.Entry<Integer, ThreadCpu> now : after.daemons().entrySet()) {
      ThreadCpu then = before.daemons().get(now.getKey());
      ThreadCpu since = then == null ? now.getValue() : now.getValue().since(then);
      spent = spent == null ? since : spent.plus(since);
    }
    return spent == null ? null : time(spent);
  }

  private CpuTime time(ThreadCpu spent) {
    long totalMicros = Math.round(spent.cpuNanos() / 1e3);
    // The clocks are read one after the other: a tick between them is in the user's alone.
    double userShare =
        spent.sampledNanos() > 0
            ? Math.min(1, (double) spent.sampledUserNanos() / spent.sampledNanos())
            : userShareOfProcess();
    long userMicros = Math.round(totalMicros * userShare);
    return new CpuTime(userMicros, totalMicros - userMicros);
  }

  private double userShareOfProcess() {
    long totalMicros = process.totalMicros();
    return totalMicros > 0 ? (double) process.userMicros() / totalMicros : 0;
  }

  private CpuTime remainder(CpuTime parts) {
    long totalMicros = Math.max(0, process.totalMicros() - parts.totalMicros());
    long userMicros = Math.max(0, Math.min(totalMicros, process.userMicros() - parts.userMicros()));
    return new CpuTime(userMicros, totalMicros - userMicros);
  }

  private HostTime host(CpuTime readingItself, CpuTime daemon) {
    long irqMicros = after.host().irqMicros() - before.host().irqMicros();
    long softirqMicros = after.host().softirqMicros() - before.host().softirqMicros();
    long busyMicros = after.host().busyMicros() - before.host().busyMicros();
    long ofDaemon = daemon == null ? 0 : daemon.totalMicros();
    long ours = process.totalMicros() + readingItself.totalMicros() + ofDaemon;
    return new HostTime(
        irqMicros,
        softirqMicros,
        Math.max(0, busyMicros - ours - irqMicros - softirqMicros),
        after.host().stealMicros() - before.host().stealMicros());
  }

  /** Keeps the total where the kernel's estimates of user and system time went back a little. */
  private static CpuTime notBelowZero(CpuTime time) {
    long totalMicros = Math.max(0, time.totalMicros());
    long userMicros = Math.max(0, Math.min(totalMicros, time.userMicros()));
    return new CpuTime(userMicros, totalMicros - userMicros);
  }

  private static CpuTime time(Usage usage) {
    return new CpuTime(usage.userMicros(), usage.systemMicros());
  }

  private static Switches switches(Usage usage) {
    return new Switches(usage.voluntarySwitches(), usage.involuntarySwitches());
  }
}
