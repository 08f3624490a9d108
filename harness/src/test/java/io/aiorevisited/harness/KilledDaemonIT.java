package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.harness.command.BesideTheClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run of which something is killed while QEMU's storage daemon is at work for it. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class KilledDaemonIT {
  private static final String PROGRAM = "qemu-storage-daemon";

  /** More than its start takes, less than the passes. */
  private static final long AT_WORK_NANOS = 60_000_000;

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private Path folder;
  private Process run;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(
        InstalledPrograms.ofThisHost().find(PROGRAM).isPresent(), PROGRAM + " is not installed");
    folder = directory.resolve("run");
    run =
        RunProgram.start(
            List.of(),
            directory.resolve("out.txt"),
            "run",
            "--profile",
            "smoke",
            "--engines",
            "psync,qsd-threads",
            "--reference",
            "qsd-threads",
            "--workloads",
            "iozone",
            "--operations",
            "read",
            "--block-sizes",
            "4k",
            "--size",
            "16M",
            "--rounds",
            "1",
            "--interleave",
            "forks",
            "--out",
            folder.toString());
  }

  @AfterEach
  void end() throws InterruptedException {
    if (run != null) {
      run.destroyForcibly().waitFor();
    }
  }

  /** Waits until a daemon that does I/O, and is not an earlier one, has spent some CPU time. */
  private ProcessHandle daemonAtWork(Optional<ProcessHandle> earlier)
      throws IOException, InterruptedException {
    while (!run.waitFor(10, TimeUnit.MILLISECONDS)) {
      Optional<ProcessHandle> found =
          run.descendants()
              .filter(process -> !earlier.equals(Optional.of(process)))
              .filter(KilledDaemonIT::isDaemonAtWork)
              .findFirst();
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new AssertionError(Files.readString(directory.resolve("out.txt")));
  }

  private static boolean isDaemonAtWork(ProcessHandle process) {
    Path procfs = Path.of("/proc", Long.toString(process.pid()));
    try {
      String command = Files.readString(procfs.resolve("cmdline"));
      return command.contains("aio=threads")
          && Files.readString(procfs.resolve("comm")).startsWith("qemu-storage-da")
          && Long.parseLong(Files.readString(procfs.resolve("schedstat")).split(" ")[0])
              > AT_WORK_NANOS;
    } catch (IOException e) {
      return false; // it has ended meanwhile
    }
  }

  private static void assertEnds(ProcessHandle process) {
    assertThat(process.onExit().orTimeout(60, TimeUnit.SECONDS).join().isAlive()).isFalse();
  }

  /** The reference has two trials: the daemon of one is killed, and the JVM of the other. */
  @Test
  void shouldFailTheTrialOfADaemonOrJvmThatIsKilledAndNoOther() throws Exception {
    ProcessHandle killed = daemonAtWork(Optional.empty());
    killed.destroyForcibly();
    ProcessHandle orphan = daemonAtWork(Optional.of(killed));
    orphan.parent().orElseThrow().destroyForcibly();

    assertEnds(orphan);
    assertThat(run.waitFor()).isEqualTo(1);
    List<TrialRecord> trials = RunFolder.open(folder).trials();
    assertThat(trials)
        .filteredOn(trial -> !trial.cell().engine().equals("qsd-threads"))
        .isNotEmpty()
        .allSatisfy(
            trial -> assertThat(trial.status()).as(trial.reason()).isEqualTo(TrialStatus.OK));
    List<TrialRecord> failed =
        trials.stream().filter(trial -> trial.cell().engine().equals("qsd-threads")).toList();
    assertThat(failed).extracting(TrialRecord::status).containsOnly(TrialStatus.FAILED);
    assertThat(failed)
        .extracting(TrialRecord::reason)
        .satisfiesExactly(
            reason ->
                assertThat(reason)
                    .startsWith("qemu-storage-daemon has ended: signal 9, and it said nothing"),
            reason -> assertThat(reason).contains("Forked VM failed with exit code 137"));
    assertThat(RunProgram.leftovers(folder)).containsExactly("logs");
    assertThat(run.descendants()).isEmpty();
  }

  @Test
  void shouldLeaveNoDaemonWhereTheRunIsKilled() throws Exception {
    ProcessHandle daemon = daemonAtWork(Optional.empty());
    run.destroyForcibly().waitFor();

    assertEnds(daemon);
  }
}
