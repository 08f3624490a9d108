package io.aiorevisited.reports.browser;

import io.aiorevisited.analysis.record.ArmName;
import io.aiorevisited.analysis.record.BuffersRecord;
import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.analysis.record.programs.DaemonRecord;
import io.aiorevisited.analysis.record.programs.ProgramRecord;
import java.util.List;

/** Makes trials those of QEMU's storage daemon and of programs of others, by their names. */
final class OthersTrials {
  private static final String VERSION = "version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)";
  private static final String TARGET = "/data/a-folder-with-a-long-name/results/scratch.dat";

  private OthersTrials() {}

  /** The same trial, with what carried it out in its record. */
  static TrialRecord of(TrialRecord trial) {
    boolean daemon = ArmName.baseOf(trial.cell().engine()).startsWith("qsd-");
    boolean program = trial.cell().engine().matches("(fio|qemu-img)-.*");
    if (!daemon && !program) {
      return trial;
    }
    TrialResult result = trial.result();
    return new TrialRecord(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        trial.attempt(),
        trial.status(),
        trial.reason(),
        trial.control(),
        trial.cell(),
        trial.startedAt(),
        trial.wallNanos(),
        new TrialResult(
            result.warmups(),
            daemon
                ? result.passes().stream().map(OthersTrials::withDaemon).toList()
                : result.passes(),
            result.warmupReceipts(),
            result.receipts(),
            result.gates(),
            null,
            null,
            new BuffersRecord("small", 16 << 10, 0),
            null,
            program ? program() : null,
            daemon ? daemon() : null,
            null));
  }

  private static DaemonRecord daemon() {
    return new DaemonRecord(
        "qemu-storage-daemon " + VERSION,
        List.of(
            "/usr/bin/setpriv",
            "--pdeathsig",
            "KILL",
            "/usr/bin/qemu-storage-daemon",
            "--blockdev",
            "node-name=d0,driver=file,filename="
                + TARGET
                + ",aio=native,cache.direct=on,cache.no-flush=off,locking=off,read-only=on",
            "--export",
            "type=vhost-user-blk,id=e0,node-name=d0,addr.type=unix,addr.path=s,writable=off"));
  }

  private static ProgramRecord program() {
    return new ProgramRecord(
        "qemu-img " + VERSION,
        List.of(
            "/usr/bin/setpriv",
            "--pdeathsig",
            "KILL",
            "/usr/bin/qemu-img",
            "bench",
            "--image-opts",
            "driver=raw,size=67108864,file.driver=file,file.aio=native,file.filename=" + TARGET),
        1,
        "the seconds that it prints, to the millisecond",
        "the whole process with its workers, less what a run over one block spends",
        800,
        "one buffer for all requests in flight");
  }

  private static PassRecord withDaemon(PassRecord pass) {
    CpuLedgerRecord cpu = pass.cpu();
    return TestRecords.pass(
        pass.durationNanos(),
        pass.bytes(),
        pass.requests(),
        pass.allocatedBytes(),
        new CpuLedgerRecord(
            cpu.home(),
            cpu.engine(),
            cpu.compiler(),
            cpu.collector(),
            cpu.jvmOther(),
            cpu.exited(),
            cpu.exitedThreads(),
            cpu.process(),
            cpu.gapMicros(),
            cpu.addsUp(),
            cpu.ledgerMicros(),
            cpu.host(),
            cpu.homeSwitches(),
            cpu.engineSwitches(),
            cpu.processSwitches(),
            cpu.device(),
            new CpuTime(pass.requests(), 40 * pass.requests()),
            null));
  }
}
