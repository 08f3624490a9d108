package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.harness.RunProgram.Ending;
import io.aiorevisited.harness.command.BesideTheClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are killed by SIGKILL at random moments and then resumed. {@code
 * -Daiorevisited.test.kills=50} kills more of them, {@code -Daiorevisited.test.seed} chooses other
 * moments.
 */
class KilledRunIT {
  private static final int KILLS = Integer.getInteger("aiorevisited.test.kills", 3);
  private static final long SEED = Long.getLong("aiorevisited.test.seed", 20091122);
  private static final int TRIALS = 4;

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  @Test
  void shouldLoseAtMostTheTrialUnderWay() throws Exception {
    Path uncut = directory.resolve("uncut");
    long startNanos = System.nanoTime();
    Process whole =
        RunProgram.start(List.of(), directory.resolve("uncut.out"), RunProgram.tinyRun(uncut));
    assertThat(whole.waitFor()).isZero();
    long wholeMillis =
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos) - millisForArchive(uncut);
    List<String> expected = RunProgram.trials(uncut);
    assertThat(expected).hasSize(TRIALS);

    Random moments = new Random(SEED);
    int[] kept = new int[TRIALS + 1];
    int beforeItBegan = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      // One in each part of the run, so that few of them reach all of it as well.
      long moment = (long) ((kill - 1 + moments.nextDouble()) / KILLS * wholeMillis);
      String which = "kill " + kill + " at " + moment + " ms of " + wholeMillis + ", seed " + SEED;
      Path folder = directory.resolve("killed-" + kill);
      killAt(moment, folder);
      if (!Files.exists(folder.resolve("run.json"))) {
        beforeItBegan++;
        assertNothingBegun(folder, which);
        continue;
      }
      List<String> survived = RunProgram.trials(folder);
      assertThat(survived).as(which).isEqualTo(expected.subList(0, survived.size()));
      assertThat(RunFolder.openToResume(folder).trials()).as(which).hasSize(survived.size());
      kept[survived.size()]++;

      Ending resumed = RunProgram.here("resume", folder.toString());

      assertThat(resumed.status()).as(which + resumed.err()).isZero();
      assertThat(RunProgram.trials(folder)).as(which).isEqualTo(expected);
      assertThat(RunProgram.leftovers(folder)).as(which).isEmpty();
      assertThat(RunFolder.open(folder).problems()).as(which).isEmpty();
      assertThat(ProcessHandle.current().descendants()).as(which).isEmpty();
    }
    System.out.println(
        "KilledRunIT: seed "
            + SEED
            + ", "
            + KILLS
            + " kills within "
            + wholeMillis
            + " ms: "
            + beforeItBegan
            + " before run.json was there; by trials kept, 0 to "
            + TRIALS
            + ": "
            + Arrays.toString(kept));
    assertThat(RunProgram.names(directory)).noneMatch(name -> name.contains("probe"));
  }

  /** What only the first run on a machine takes: making the class archive that others then find. */
  private static long millisForArchive(Path folder) throws IOException {
    Instant begun = Instant.parse(RunFolder.open(folder).manifest().createdAt());
    Instant made = Files.getLastModifiedTime(folder.resolve("forks.json")).toInstant();
    return Duration.between(begun, made).toMillis();
  }

  /** Kills a run after {@code moment} milliseconds, and waits for its child to end by itself. */
  private void killAt(long moment, Path folder) throws Exception {
    Process run =
        RunProgram.start(List.of(), directory.resolve("run.out"), RunProgram.tinyRun(folder));
    boolean ended = run.waitFor(moment, TimeUnit.MILLISECONDS);
    List<ProcessHandle> children = run.descendants().toList();
    if (!ended) {
      run.destroyForcibly();
    }
    run.waitFor();
    for (ProcessHandle child : children) {
      child.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  private void assertNothingBegun(Path folder, String which) throws IOException {
    if (Files.exists(folder)) {
      assertThat(RunProgram.names(folder)).as(which).isSubsetOf("run.json.new", "trials.jsonl");
    }
    Ending refused = RunProgram.here("resume", folder.toString());
    assertThat(refused.status()).as(which).isEqualTo(2);
    assertThat(refused.err()).as(which).hasSize(1);
  }
}
