package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.GateRecord.Outcome;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.analysis.record.programs.GuestRecord;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.harness.RunProgram.Ending;
import io.aiorevisited.harness.command.BesideTheClasses;
import io.aiorevisited.harness.guest.GuestParts;
import io.aiorevisited.harness.guest.GuestUnsupportedException;
import io.aiorevisited.harness.guest.GuestWishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small runs with real guests under TCG: what stands in their record, and what a kill leaves. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class GuestRunIT {

  private static final long AT_WORK_BYTES = 1 << 20;

  /** Of a pass: long enough to be caught at it. */
  private static final String SIZE = "8M";

  /** Of a block: the engine, its control, a guest. */
  private static final int ARMS = 3;

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private Path folder;

  @BeforeEach
  void needsQemuAndAKernel() {
    try {
      GuestParts.find(InstalledPrograms.ofThisHost(), GuestWishes.NONE);
    } catch (GuestUnsupportedException e) {
      Assumptions.abort(e.getMessage());
    }
    folder = directory.resolve("run");
  }

  private String[] args(String profile, String engines, String... more) {
    Stream<String> all =
        Stream.of(
            "run",
            "--profile",
            profile,
            "--engines",
            engines,
            "--guest-accel",
            "tcg",
            "--workloads",
            "iozone",
            "--rounds",
            "1",
            "--out",
            folder.toString());
    return Stream.concat(all, Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void shouldMeasureGuestsBesideEnginesAndProveTheirData() throws IOException {
    Ending ending =
        RunProgram.here(
            args(
                "guest",
                "threads,guest-threads,guest-native",
                "--block-sizes",
                "64k",
                "--size",
                "2M",
                "--verify"));

    assertThat(ending.status()).as(() -> String.join("\n", ending.err())).isZero();
    List<TrialRecord> trials = RunFolder.open(folder).trials();
    assertThat(trials).filteredOn(trial -> trial.guest() == null).hasSize(4);
    assertThat(trials).filteredOn(trial -> trial.guest() != null).hasSize(4);
    for (TrialRecord trial : trials) {
      assertThat(trial.status()).as(trial.reason()).isEqualTo(TrialStatus.OK);
      if (trial.guest() != null) {
        assertGuest(trial);
      }
    }
    List<PassRecord> passes =
        trials.stream()
            .filter(trial -> trial.guest() != null)
            .flatMap(trial -> trial.passes().stream())
            .toList();
    // Clocks are read one after the other: where others need the processors, one may be late.
    assertThat(passes.stream().filter(pass -> pass.cpu().addsUp()).count())
        .as("of " + passes.size() + " passes")
        .isGreaterThan(passes.size() / 2);
    assertThat(ending.out())
        .anyMatch(line -> line.startsWith("qemu real"))
        .anyMatch(line -> line.startsWith("  guest, TCG"))
        .anyMatch(line -> line.startsWith("CPU s/GiB of QEMU"));
    assertThat(folder.resolve("report.html"))
        .content()
        .contains("Real guests of QEMU (TCG)", "qemu+aio real", "guest-native (TCG)");
    assertThat(RunProgram.leftovers(folder)).isEmpty();
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  private static void assertGuest(TrialRecord trial) {
    GuestRecord guest = trial.guest();
    assertThat(guest.accelerator()).isEqualTo(GuestRecord.TCG);
    assertThat(guest.qemuVersion()).startsWith("QEMU emulator version");
    assertThat(guest.commandLine()).contains("aio-revisited,debug-threads=on");
    assertThat(guest.kernel()).isNotEmpty();
    assertThat(guest.java()).startsWith(System.getProperty("java.version"));
    assertThat(guest.bootMillis()).isPositive();
    assertThat(guest.boots()).as("booted once a round").isEqualTo(1);
    assertThat(guest.hostNanos()).hasSize(3);
    assertThat(trial.result().resting().wallNanos()).isPositive();
    assertThat(trial.result().resting().cpuMicros() * 1e3 / trial.result().resting().wallNanos())
        .as("share of a processor, held while others had their turn")
        .isLessThan(0.01);
    assertThat(trial.gates())
        .filteredOn(
            gate ->
                List.of("verify", "mechanism", "guest-clock", "cache-mode").contains(gate.name()))
        .hasSize(4)
        .allSatisfy(gate -> assertThat(gate.outcome()).as(gate.reason()).isEqualTo(Outcome.PASSED));
    for (var pass : trial.passes()) {
      CpuLedgerRecord cpu = pass.cpu();
      assertThat(cpu.vcpu().totalMicros()).as("all of it is translated").isPositive();
      assertThat(cpu.home().totalMicros()).isPositive();
      // Of native AIO it is what clocks that are read one after the other are apart, and a flush.
      boolean hasWorkers = trial.cell().engine().equals("guest-threads");
      assertThat(cpu.engine().totalMicros())
          .as("workers of " + trial.cell().engine())
          .isBetween(
              hasWorkers ? 1L : 0L,
              hasWorkers ? cpu.process().totalMicros() : cpu.process().totalMicros() / 10);
    }
  }

  /**
   * A run is killed while its guest boots; resumed, its guest is killed in the first of two blocks.
   */
  @Test
  void shouldLeaveNoGuestWhereTheRunIsKilledAndBootAnotherForOneThatIs() throws Exception {
    Process run =
        RunProgram.start(
            List.of(),
            directory.resolve("out.txt"),
            args(
                "smoke",
                "threads,guest-native",
                "--operations",
                "write",
                "--block-sizes",
                "64k,128k",
                "--size",
                SIZE));
    ProcessHandle booting;
    try {
      booting = guest(run::descendants, 0, run::isAlive);
    } finally {
      run.destroyForcibly().waitFor();
    }
    assertThat(booting.onExit().orTimeout(60, TimeUnit.SECONDS).join().isAlive()).isFalse();
    assertThat(RunFolder.open(folder).trials()).isEmpty();

    CompletableFuture<Ending> resuming =
        CompletableFuture.supplyAsync(() -> RunProgram.here("resume", folder.toString()));
    guest(ProcessHandle.current()::descendants, AT_WORK_BYTES, () -> !resuming.isDone())
        .destroyForcibly();
    Ending resumed = resuming.join();

    assertThat(resumed.status()).as(() -> String.join("\n", resumed.err())).isEqualTo(1);
    List<TrialRecord> trials = RunFolder.open(folder).trials();
    assertThat(trials).hasSize(2 * ARMS);
    assertThat(trials.subList(0, ARMS))
        .filteredOn(trial -> trial.status() != TrialStatus.OK)
        .singleElement()
        .satisfies(
            trial -> {
              assertThat(trial.cell().engine()).isEqualTo("guest-native");
              assertThat(trial.status()).isEqualTo(TrialStatus.FAILED);
            });
    assertThat(trials.subList(ARMS, 2 * ARMS))
        .allSatisfy(
            trial -> assertThat(trial.status()).as(trial.reason()).isEqualTo(TrialStatus.OK))
        .filteredOn(trial -> trial.guest() != null)
        .singleElement()
        .satisfies(
            trial -> {
              assertThat(trial.guest().accelerator()).isEqualTo(GuestRecord.TCG);
              assertThat(trial.guest().boots()).as("after the killed one").isEqualTo(2);
            });
    assertThat(RunProgram.leftovers(folder)).containsExactly("logs");
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  /**
   * Waits for a guest on native AIO.
   *
   * @param processes among which it is looked for
   * @param bytes that it must have written to its disk; its boot writes none
   * @param hopeful whether one may still come
   */
  private ProcessHandle guest(
      Supplier<Stream<ProcessHandle>> processes, long bytes, BooleanSupplier hopeful)
      throws IOException {
    while (hopeful.getAsBoolean()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      Optional<ProcessHandle> found =
          processes
              .get()
              .filter(process -> isGuest(process, "aio=native"))
              .filter(process -> written(process) >= bytes)
              .findFirst();
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new AssertionError(Files.readString(directory.resolve("out.txt")));
  }

  private static boolean isGuest(ProcessHandle process, String word) {
    Path procfs = Path.of("/proc", Long.toString(process.pid()));
    try {
      return Files.readString(procfs.resolve("comm")).startsWith("qemu-system")
          && Files.readString(procfs.resolve("cmdline")).contains(word);
    } catch (IOException e) {
      return false; // it has ended meanwhile
    }
  }

  /** Bytes that a process has written to storage; 0 if it has ended meanwhile. */
  private static long written(ProcessHandle process) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "io")).stream()
          .filter(line -> line.startsWith("write_bytes: "))
          .mapToLong(line -> Long.parseLong(line.split(" ")[1]))
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }
}
