package io.aiorevisited.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.aiorevisited.analysis.cpu.LedgeredRun;
import io.aiorevisited.analysis.profile.RunProfiles;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.ProfileRecord;
import io.aiorevisited.analysis.record.folder.CallCost;
import io.aiorevisited.analysis.record.folder.DamagedFolders;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.LedgerCost;
import io.aiorevisited.analysis.record.folder.ProfileIndex;
import io.aiorevisited.analysis.record.folder.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand damaged run folders. {@code -Daiorevisited.test.seed} makes up others. */
class DamagedFoldersIT {

  private static final long SEED = Long.getLong("aiorevisited.test.seed", 20091122);
  private static final int FOLDERS = 1000;
  private static final int THREADS = 2;
  private static final List<String> FILES =
      List.of(
          "run.json",
          "trials.jsonl",
          "ledger-cost.json",
          "call-cost.json",
          "profiles/profiles.json");

  @TempDir Path temp;

  @Test
  void shouldBeAnalysedOrRefusedInWords() {
    // Each folder is damaged by a seed of its own, so it does not matter which thread looks at it.
    long[] seeds = new Random(SEED).longs(FOLDERS).toArray();
    int analysed =
        IntStream.range(0, THREADS).parallel().map(thread -> countAnalysed(thread, seeds)).sum();
    assertThat(FOLDERS - analysed).as("refused").isGreaterThan(FOLDERS / 10);
    assertThat(analysed).isGreaterThan(FOLDERS / 10);
  }

  /** Damages and reads one folder in {@link #THREADS}; how many of them could be read whole. */
  private int countAnalysed(int thread, long[] seeds) {
    try {
      Path folder = makeRun("run-" + thread);
      Map<String, byte[]> sound = new HashMap<>();
      for (String name : FILES) {
        sound.put(name, Files.readAllBytes(folder.resolve(name)));
      }
      int analysed = 0;
      for (int i = thread; i < FOLDERS; i += THREADS) {
        for (String name : FILES) {
          Files.write(folder.resolve(name), sound.get(name));
        }
        DamagedFolders damage = new DamagedFolders(new Random(seeds[i]));
        String which = "seed " + SEED + ", " + i + ": " + damage.damageAnything(folder);
        if (assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> isAnalysed(folder, which), which)) {
          analysed++;
        }
      }
      return analysed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads all that a report would; whether it could, or was told in one line that it can't. */
  private static boolean isAnalysed(Path folder, String which) {
    boolean whole = true;
    try {
      RunFolder run = RunFolder.open(folder);
      RunAnalysis analysis = RunAnalysis.of(run);
      analysis.verdicts();
      analysis.cpuVerdicts();
      analysis.latencies();
      analysis.variances();
      analysis.standings();
      whole &= run.problems().isEmpty();
      assertThat(run.problems()).as(which).allSatisfy(p -> assertIsOneLine(p.reason(), which));
    } catch (IOException e) {
      assertIsOneLine(e.getMessage(), which);
      whole = false;
    } catch (RuntimeException e) {
      throw new AssertionError(which, e);
    }
    try {
      LedgerCost.read(folder);
      CallCost.read(folder);
    } catch (IOException e) {
      assertIsOneLine(e.getMessage(), which);
      whole = false;
    }
    RunProfiles profiles = RunProfiles.of(folder);
    assertThat(profiles.problems()).as(which).allSatisfy(p -> assertIsOneLine(p, which));
    assertThat(profiles.layered())
        .as(which)
        .allSatisfy(p -> assertThat(p.profile().collapsed()).startsWith("profiles/"));
    return whole && profiles.problems().isEmpty();
  }

  private static void assertIsOneLine(String message, String which) {
    assertThat(message).as(which).isNotBlank().doesNotContainPattern("\\p{Cntrl}");
  }

  private Path makeRun(String name) throws IOException {
    Path folder = temp.resolve(name);
    Cell condition = GeneratedRun.iozone("read", 16384);
    GeneratedRun run = new GeneratedRun(5).engines(List.of("threads", "aio"));
    LedgeredRun.write(run.conditions(List.of(condition)), folder);
    new LedgerCost(40, 256, 27.0, 22.7, 552).write(folder);
    new CallCost(Map.of("jna", 212.5, "ffm", 45.0)).write(folder);
    Files.createDirectory(folder.resolve("profiles"));
    Files.writeString(folder.resolve("profiles/a.collapsed"), "[main];a;b 3\n");
    new ProfileIndex(
            List.of(
                new ProfileRecord(
                    condition.withEngine("aio"),
                    "ctimer",
                    true,
                    3,
                    "profiles/a.jfr",
                    "profiles/a.collapsed",
                    "profiles/a.html",
                    null)),
            List.of(new ProfileIndex.Difference(condition, "threads", "aio", "profiles/d.html")))
        .write(folder);
    return folder;
  }
}
