package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.harness.RunProgram.Ending;
import io.aiorevisited.harness.command.BesideTheClasses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small run through QEMU's storage daemon: what stands in its record. */
class StorageDaemonRunIT {

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  @BeforeEach
  void needsTheDaemon() {
    assumeTrue(
        InstalledPrograms.ofThisHost().find("qemu-storage-daemon").isPresent(),
        "qemu-storage-daemon is not installed");
  }

  private List<TrialRecord> run(String engines, String... more) throws IOException {
    Path folder = directory.resolve("run");
    List<String> args =
        List.of(
            "run",
            "--profile",
            "smoke",
            "--engines",
            engines,
            "--workloads",
            "iozone",
            "--block-sizes",
            "16k",
            "--size",
            "4M",
            "--rounds",
            "1",
            "--out",
            folder.toString());
    String[] all = Stream.concat(args.stream(), Stream.of(more)).toArray(String[]::new);
    Ending ending = RunProgram.here(all);
    assertThat(ending.status()).as(() -> String.join("\n", ending.err())).isZero();
    return RunFolder.open(folder).trials();
  }

  @Test
  void shouldMeasureTheFloorOfTheTransportBesideADaemon() throws IOException {
    List<TrialRecord> trials = run("psync,qsd-threads", "--operations", "read");

    assertThat(trials.stream().map(trial -> trial.cell().engine()).distinct())
        .containsExactlyInAnyOrder("psync", "qsd-threads", "qsd-null");
    assertThat(trials).allSatisfy(StorageDaemonRunIT::assertRecord);
  }

  @Test
  void shouldRecordDaemonModeAndCpuTimeAndProveWhatWasWrittenThroughItByteForByte()
      throws IOException {
    List<TrialRecord> trials =
        run("psync,qsd-threads,qsd-native,qsd-io_uring", "--operations", "write", "--verify");

    assertThat(trials.stream().map(trial -> trial.cell().engine()).distinct())
        .containsExactlyInAnyOrder("psync", "qsd-threads", "qsd-native", "qsd-io_uring");
    assertThat(trials).allSatisfy(StorageDaemonRunIT::assertRecord);
  }

  private static void assertRecord(TrialRecord trial) {
    assertThat(trial.status()).as(trial.reason()).isEqualTo(TrialStatus.OK);
    assertThat(trial.cell().buffers()).as("like with like").isEqualTo("small");
    boolean hasDaemon = trial.cell().engine().startsWith("qsd-");
    assertThat(trial.passes())
        .allMatch(pass -> (pass.cpu().daemon() != null) == hasDaemon)
        .allMatch(pass -> !hasDaemon || pass.cpu().daemon().totalMicros() > 0);
    assertThat(trial.result().daemon() != null).isEqualTo(hasDaemon);
    if (hasDaemon) {
      assertThat(trial.result().daemon().version()).startsWith("qemu-storage-daemon version");
      assertThat(trial.result().daemon().commandLine()).anyMatch(word -> word.contains("d0"));
      assertThat(trial.receipts().syscalls()).containsKey("write");
      assertThat(trial.gates())
          .filteredOn(gate -> gate.name().equals("mechanism"))
          .hasSize(1)
          .allMatch(gate -> gate.outcome() == GateRecord.Outcome.PASSED);
    }
  }
}
