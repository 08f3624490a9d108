package io.aiorevisited.analysis;

import io.aiorevisited.analysis.cpu.LedgeredRun;
import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.analysis.record.programs.GuestRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A generated run with two guests beside psync, threads and aio: {@code guest-native} moves a fifth
 * more than {@code guest-threads}, and each request costs it 100 us of vCPU, as it does both.
 */
public final class GuestRun {

  private static final long VCPU_MICROS_A_REQUEST = 100;

  private GuestRun() {}

  /** Writes one whose guests all ran under an accelerator. */
  public static RunFolder write(Path folder, String accelerator) throws IOException {
    return LedgeredRun.write(
        run(), folder, trial -> isGuest(trial) ? inGuest(trial, accelerator) : trial);
  }

  private static GeneratedRun run() {
    return new GeneratedRun(7)
        .engine("guest-threads", 0.05)
        .engine("guest-native", 0.06)
        .conditions(
            List.of(
                GeneratedRun.iozone("read", 16 << 10),
                GeneratedRun.iozone("write", 16 << 10),
                GeneratedRun.dd("read")))
        .rounds(8)
        .noise(0.004);
  }

  private static boolean isGuest(TrialRecord trial) {
    return Guests.isGuest(trial.cell().engine());
  }

  private static TrialRecord inGuest(TrialRecord trial, String accelerator) {
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
            result.passes().stream().map(GuestRun::withVcpu).toList(),
            result.warmupReceipts(),
            result.receipts(),
            result.gates(),
            null,
            null,
            null,
            null,
            null,
            null,
            new GuestRecord(
                "QEMU emulator version 7.2.22",
                List.of("qemu-system-x86_64", "-accel", accelerator),
                accelerator,
                accelerator.equals(GuestRecord.TCG) ? "no boot marker within 20 s" : "",
                "6.1.0-56-cloud-amd64",
                "17.0.19",
                6_500,
                1,
                List.of(1_000_000L),
                40_000,
                90_000)));
  }

  private static PassRecord withVcpu(PassRecord pass) {
    CpuLedgerRecord cpu = pass.cpu();
    CpuTime vcpu = new CpuTime(VCPU_MICROS_A_REQUEST * pass.requests(), 0);
    return TestRecords.pass(
        pass.durationNanos(),
        pass.bytes(),
        pass.requests(),
        pass.allocatedBytes(),
        new CpuLedgerRecord(
            cpu.home(),
            cpu.engine(),
            CpuTime.NONE,
            CpuTime.NONE,
            CpuTime.NONE,
            CpuTime.NONE,
            0,
            cpu.home().plus(cpu.engine()).plus(vcpu),
            0,
            true,
            cpu.ledgerMicros(),
            cpu.host(),
            cpu.homeSwitches(),
            cpu.engineSwitches(),
            cpu.processSwitches(),
            cpu.device(),
            null,
            vcpu));
  }
}
