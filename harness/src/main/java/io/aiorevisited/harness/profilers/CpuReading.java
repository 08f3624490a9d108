package io.aiorevisited.harness.profilers;

import io.aiorevisited.analysis.record.CpuLedgerRecord.DeviceIo;
import io.aiorevisited.analysis.record.CpuLedgerRecord.Switches;
import io.aiorevisited.engines.linux.CpuClocks.ThreadCpu;
import io.aiorevisited.engines.linux.CpuClocks.Usage;
import io.aiorevisited.harness.host.ProcessorTime;
import java.util.Map;

/**
 * Every counter of the ledger at one moment, all of them since a thread's, the process's or the
 * machine's start.
 *
 * @param threads living threads by their ids, the home thread among them where it is known
 * @param home usage of the home thread; null where it is not known
 * @param process usage of the process
 * @param host time of all processors
 * @param device of the device below the target; null where there is none
 * @param javaThreadsEnded Java threads that have ended so far
 * @param daemons processes of other programs that carry an engine's requests out, by their ids
 */
record CpuReading(
    Map<Integer, ThreadReading> threads,
    Usage home,
    Usage process,
    ProcessorTime host,
    DeviceIo device,
    long javaThreadsEnded,
    Map<Integer, ThreadCpu> daemons) {

  CpuReading {
    threads = Map.copyOf(threads);
    daemons = Map.copyOf(daemons);
  }

  /**
   * One thread's counters.
   *
   * @param switches null where they are not read: only engine threads' are
   */
  record ThreadReading(ThreadRole role, ThreadCpu cpu, Switches switches) {}
}
