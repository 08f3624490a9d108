package io.aiorevisited.analysis.cpu;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuTime;
import java.util.function.Function;

/**
 * Who can have spent CPU time on a trial: parts that together are the measured process, and the
 * process of another program beside it. Of a guest, the process is QEMU, its home thread the main
 * loop.
 */
public enum CpuPart {
  HOME("home thread", true, CpuLedgerRecord::home),
  ENGINE("engine's other threads", true, CpuLedgerRecord::engine),
  COMPILER("JVM compiler", false, CpuLedgerRecord::compiler),
  COLLECTOR("JVM collector", false, CpuLedgerRecord::collector),
  JVM_OTHER("JVM other", false, CpuLedgerRecord::jvmOther),
  EXITED("ended threads", false, CpuLedgerRecord::exited),
  DAEMON("daemon", true, CpuLedgerRecord::daemon),
  VCPU("vCPU", true, CpuLedgerRecord::vcpu);

  private final String words;
  private final boolean engineCost;
  private final Function<CpuLedgerRecord, CpuTime> time;

  CpuPart(String words, boolean engineCost, Function<CpuLedgerRecord, CpuTime> time) {
    this.words = words;
    this.engineCost = engineCost;
    this.time = time;
  }

  /** Returns who it is, in words. */
  public String words() {
    return words;
  }

  /** Tells whether the engine is charged with it. */
  public boolean isEngineCost() {
    return engineCost;
  }

  /** Returns what it spent in a pass; nothing where there is none. */
  public CpuTime of(CpuLedgerRecord ledger) {
    CpuTime spent = time.apply(ledger);
    return spent == null ? CpuTime.NONE : spent;
  }
}
