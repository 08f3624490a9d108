package io.aiorevisited.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.profile.CollapsedStacks;
import io.aiorevisited.analysis.profile.Layer;
import io.aiorevisited.analysis.profile.LayerRules;
import io.aiorevisited.analysis.profile.LayerShares;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.ProfileRecord;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.folder.ProfileIndex;
import io.aiorevisited.harness.command.BesideTheClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes profiles of real forks. */
class ProfileTrialsIT {
  private static final long SIZE_BYTES = 64L << 20;
  private static final Cell POOL = cell("threads");
  private static final Cell AIO = cell("aio");

  /** Its fork refuses it. */
  private static final Cell FAILING =
      TestRecords.cell("psync", "iozone", "read", 1000, 1, 0, "written", "writeback", SIZE_BYTES);

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @BeforeAll
  static void runBesidesOtherBenchmarks() {
    // No timing is looked at, so another JMH on this machine does no harm.
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void shouldDrawEveryEngineAndSayWhatCouldNotBeProfiled() throws IOException {
    Files.write(directory.resolve("data"), new byte[(int) SIZE_BYTES]);
    run(List.of(POOL, AIO, FAILING));

    ProfileIndex index = ProfileIndex.read(directory);
    assertThat(index.profiles())
        .extracting(ProfileRecord::cell)
        .containsExactly(POOL, AIO, FAILING);
    for (ProfileRecord profile : index.profiles().subList(0, 2)) {
      assertThat(profile.problem()).isNull();
      assertThat(profile.event()).isIn("perf_events", "ctimer", "itimer", "wall");
      assertThat(profile.recording()).startsWith("profiles/");
      assertThat(directory.resolve(profile.recording())).isNotEmptyFile();
      assertFlameGraph(profile.flameGraph());
      assertLayersAddUp(profile);
    }
    assertThat(index.profiles().get(2).problem()).contains("multiple of", "profiles/psync");
    assertThat(index.differences())
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.from()).isEqualTo("threads");
              assertThat(difference.to()).isEqualTo("aio");
              assertFlameGraph(difference.flameGraph());
            });
    assertThat(progress.toString(StandardCharsets.UTF_8)).contains("profile 1/3", "no profile:");
    assertThat(leftOvers()).isEmpty();
  }

  private void assertFlameGraph(String file) throws IOException {
    String page = Files.readString(directory.resolve(file));
    assertThat(page).startsWith("<!DOCTYPE html>").contains("aiorevisited");
    // Whatever it needs is inside: the only addresses are of a name space and of a link.
    assertThat(page).doesNotContainPattern("(src|href)=['\"]?(?!https://github.com)[a-z]+://");
    assertThat(page).doesNotContain("<script src", "@import");
  }

  private void assertLayersAddUp(ProfileRecord profile) throws IOException {
    CollapsedStacks stacks = CollapsedStacks.read(directory.resolve(profile.collapsed()));
    LayerShares shares = LayerShares.of(stacks, LayerRules.builtIn());
    assertThat(shares.samples()).isEqualTo(profile.samples());
    assertThat(Arrays.stream(Layer.values()).mapToLong(shares::samples).sum())
        .isEqualTo(profile.samples());
    assertThat(shares.share(Layer.UNKNOWN)).isLessThan(0.1);
  }

  private List<Path> leftOvers() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("profiles"))) {
      return files
          .filter(f -> f.toString().matches(".*\\.(raw|result|new)|.*(aio|threads)-iozone.*\\.log"))
          .toList();
    }
  }

  private void run(List<Cell> cells) throws IOException {
    Plan plan =
        TestRecords.plan(
            "smoke",
            1,
            1,
            1,
            1,
            "threads",
            0.03,
            0.95,
            false,
            directory.resolve("data").toString(),
            cells,
            List.of());
    try (Interruption interruption = Interruption.install()) {
      PrintStream err = new PrintStream(progress, true, StandardCharsets.UTF_8);
      new ProfileTrials(plan, directory, interruption, new Progress(err, false, System::nanoTime))
          .run();
    }
  }

  private static Cell cell(String engine) {
    return TestRecords.cell(
        engine, "iozone", "read", 16384, 1, 0, "written", "writeback", SIZE_BYTES);
  }
}
