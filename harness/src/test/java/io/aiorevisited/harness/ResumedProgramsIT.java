package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.harness.RunProgram.Ending;
import io.aiorevisited.harness.command.BesideTheClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run with programs of others that is killed by SIGKILL and then taken up again. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ResumedProgramsIT {

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  @Test
  void shouldTakeUpARunThatWasKilled() throws Exception {
    assumeTrue(InstalledPrograms.ofThisHost().find("fio").isPresent(), "fio is not installed");
    Path folder = directory.resolve("run");
    Process run =
        RunProgram.start(
            List.of(),
            directory.resolve("out.txt"),
            "run",
            "--profile",
            "smoke",
            "--engines",
            "psync,fio-psync,fio-libaio",
            "--workloads",
            "random",
            "--depth",
            "1",
            "--block-sizes",
            "16k",
            "--operations",
            "read",
            "--size",
            "8M",
            "--rounds",
            "2",
            "--out",
            folder.toString());
    try {
      while (run.isAlive() && lines(folder) == 0) {
        run.waitFor(5, TimeUnit.MILLISECONDS);
      }
    } finally {
      run.destroyForcibly().waitFor();
    }
    assertThat(lines(folder)).as(Files.readString(directory.resolve("out.txt"))).isPositive();

    Ending resumed = RunProgram.here("resume", folder.toString());

    assertThat(resumed.status()).as(() -> String.join("\n", resumed.err())).isZero();
    assertThat(RunFolder.open(folder).trials())
        .hasSize(2 * 4) // the control is one
        .allSatisfy(
            trial -> assertThat(trial.status()).as(trial.reason()).isEqualTo(TrialStatus.OK));
    assertThat(RunProgram.leftovers(folder)).isEmpty();
  }

  private static long lines(Path folder) throws IOException {
    Path journal = folder.resolve("trials.jsonl");
    return Files.exists(journal) ? Files.readAllLines(journal).size() : 0;
  }
}
