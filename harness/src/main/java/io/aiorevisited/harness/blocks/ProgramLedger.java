package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuLedgerRecord.DeviceIo;
import io.aiorevisited.analysis.record.CpuLedgerRecord.HostTime;
import io.aiorevisited.analysis.record.CpuLedgerRecord.Switches;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.engines.linux.CpuClocks;
import io.aiorevisited.engines.linux.CpuClocks.Usage;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.harness.peers.ProgramFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/*
 * A program's process is waited for by the JVM, and with that its usage is added to that of all
 * ended children of this process (getrusage, RUSAGE_CHILDREN), to the microsecond. Nothing else may
 * be waited for in the same span: the number of living children has to be the same before and after.
 */
/**
 * Keeps the CPU ledger of one run of a program after another: {@link #start}, the run, {@link
 * #stop}. Used by one thread.
 */
final class ProgramLedger implements AutoCloseable {

  private static final Switches NO_SWITCHES = new Switches(0, 0);

  private final CpuClocks clocks = new CpuClocks(LinuxSyscalls.host());
  private final Optional<Path> deviceFolder;
  private Reading before;

  private record Reading(Usage children, long living, HostReading host) {}

  /**
   * What a run spent.
   *
   * @param total of the program's process, its start and end included; empty if another child of
   *     this process ended meanwhile
   * @param device null where the target has none
   */
  record Spent(Optional<CpuTime> total, Switches switches, HostTime host, DeviceIo device) {}

  /**
   * @param deviceFolder folder in sysfs of the device below the target; empty if there is none
   */
  ProgramLedger(Optional<Path> deviceFolder) {
    this.deviceFolder = deviceFolder;
  }

  void start() throws IOException {
    before = read();
  }

  Spent stop() throws IOException {
    Reading after = read();
    Usage then = before.children();
    Usage now = after.children();
    CpuTime spent =
        new CpuTime(now.userMicros() - then.userMicros(), now.systemMicros() - then.systemMicros());
    return new Spent(
        after.living() == before.living() ? Optional.of(spent) : Optional.empty(),
        new Switches(
            now.voluntarySwitches() - then.voluntarySwitches(),
            now.involuntarySwitches() - then.involuntarySwitches()),
        after.host().timeSince(before.host(), spent.totalMicros()),
        after.host().deviceSince(before.host()));
  }

  private Reading read() throws IOException {
    return new Reading(
        clocks.endedChildren(),
        ProcessHandle.current().children().count(),
        HostReading.now(deviceFolder));
  }

  /**
   * Draws up the ledger of a pass.
   *
   * @param startMicros what the start and end of the process cost
   * @return null if what it spent can't be told
   */
  static CpuLedgerRecord record(ProgramFigures figures, Spent spent, long startMicros) {
    if (figures.cpu().isPresent()) {
      ProgramFigures.Cpu cpu = figures.cpu().get();
      return record(cpu.home(), cpu.engine(), cpu.other(), new Switches(cpu.switches(), 0), spent);
    }
    return spent
        .total()
        .map(t -> record(less(t, startMicros), CpuTime.NONE, CpuTime.NONE, spent.switches(), spent))
        .orElse(null);
  }

  /** Takes the start's time off, user and system time in the proportion of the whole. */
  static CpuTime less(CpuTime time, long micros) {
    long total = time.totalMicros();
    long left = Math.max(0, total - micros);
    long user = total == 0 ? 0 : Math.round((double) time.userMicros() * left / total);
    return new CpuTime(user, left - user);
  }

  private static CpuLedgerRecord record(
      CpuTime home, CpuTime engine, CpuTime other, Switches switches, Spent spent) {
    return new CpuLedgerRecord(
        home,
        engine,
        CpuTime.NONE,
        CpuTime.NONE,
        other,
        CpuTime.NONE,
        0,
        home.plus(engine).plus(other),
        0,
        true,
        0,
        spent.host(),
        switches,
        NO_SWITCHES,
        switches,
        spent.device(),
        null,
        null);
  }

  @Override
  public void close() {
    clocks.close();
  }
}
