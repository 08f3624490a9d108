package io.aiorevisited.workloads;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.InterferenceRecord;

/**
 * Is told of every pass in this JVM, on the engine's home thread, directly before and directly
 * after the part that is timed. What it does is never in the figure.
 */
public interface PassObserver {

  /**
   * What was seen of a pass from outside.
   *
   * @param cpu who spent CPU time; null where no ledger was kept
   * @param interference what else went on; null where nobody looked
   */
  record Seen(CpuLedgerRecord cpu, InterferenceRecord interference) {

    /** Nobody looked. */
    public static final Seen NOTHING = new Seen(null, null);
  }

  /** The timed part starts when this returns. */
  void beforePass();

  /** The timed part has ended; not called for a pass that failed. Tells what was seen. */
  Seen afterPass();
}
