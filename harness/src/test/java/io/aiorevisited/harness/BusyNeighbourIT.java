package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import io.aiorevisited.harness.command.BesideTheClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every processor has something else to do in the first half of a run, and nothing in the second.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Tag("alone")
class BusyNeighbourIT {

  /** No fewer, or there is no verdict. */
  private static final int ROUNDS = VerdictRule.MIN_ROUNDS;

  private static final int ARMS = 3;

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  @Test
  void shouldDropNoTrialKeepTheDirectionAndNameTheLoad() throws IOException, InterruptedException {
    Path folder = directory.resolve("run");
    List<Process> hogs = new ArrayList<>();
    Process run;
    try {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        hogs.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
      }
      run = start(folder);
      while (run.isAlive() && lines(folder) < ROUNDS / 2 * ARMS) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    } finally {
      hogs.forEach(Process::destroyForcibly);
    }

    assertThat(run.waitFor()).isZero();
    RunAnalysis analysis = RunAnalysis.of(RunFolder.open(folder));
    assertThat(analysis.trials())
        .filteredOn(trial -> trial.status() != TrialStatus.REPEATED)
        .hasSize(ROUNDS * ARMS)
        .extracting(TrialRecord::status)
        .containsOnly(TrialStatus.OK);
    // A hand-over to another thread can't be faster than none at all, whoever else is there.
    assertThat(analysis.verdicts())
        .singleElement()
        .satisfies(
            verdict ->
                assertThat(verdict.comparison().verdict())
                    .isIn(Verdict.FASTER, Verdict.FASTER_SIZE_UNCERTAIN, Verdict.INCONCLUSIVE));
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("other processes used", "unevenly");
  }

  private Process start(Path folder) throws IOException {
    return RunProgram.start(
        List.of(),
        directory.resolve("out"),
        "run",
        "--profile",
        "smoke",
        "--engines",
        "threads,psync",
        "--workloads",
        "iozone",
        "--operations",
        "read",
        "--block-sizes",
        "16k",
        "--size",
        "2M",
        "--rounds",
        Integer.toString(ROUNDS),
        "--out",
        folder.toString());
  }

  private static long lines(Path folder) throws IOException {
    Path journal = folder.resolve("trials.jsonl");
    return Files.exists(journal) ? Files.readAllLines(journal).size() : 0;
  }
}
