package io.aiorevisited.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiorevisited.analysis.record.TrialHandover;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.workloads.targets.file.ScratchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs real forks, as the harness does. */
class PassBenchmarkIT {
  @TempDir(factory = UnderBuildFolder.class)
  Path directory;

  @Test
  void shouldHandOverTheSheetOfAFork() throws IOException, RunnerException {
    Path result = directory.resolve("result.json").toAbsolutePath();
    try (ScratchFile scratch = ScratchFile.create(directory.resolve("f"), 4 << 20)) {
      Collection<RunResult> results =
          new Runner(
                  options()
                      .param("engine", "THREADS")
                      .param("workload", "DD")
                      .param("operation", "WRITE")
                      .param("blockSize", "2M")
                      .param("split", "512k")
                      .param("size", "4M")
                      .param("target", scratch.path().toString())
                      .param("verify", "true")
                      .param("result", result.toString())
                      .build())
              .run();

      TrialResult read = TrialHandover.read(result);
      assertThat(read.warmups()).hasSize(2);
      assertThat(read.passes())
          .hasSize(3)
          .allSatisfy(
              pass -> {
                assertThat(pass.bytes()).isEqualTo(4 << 20);
                assertThat(pass.requests()).isEqualTo(8);
              });
      assertThat(read.receipts().requests()).isEqualTo(24);
      assertThat(results).hasSize(1);
    }
    assertThat(directory.toFile().list()).containsExactly("result.json");
  }

  @Test
  void shouldRefuseAForeignTargetAndSayWhy() throws IOException {
    Path foreign = Files.write(directory.resolve("foreign"), new byte[1 << 20]);
    Path result = directory.resolve("result.json").toAbsolutePath();

    shouldFail(
        options()
            .param("engine", "PSYNC")
            .param("operation", "WRITE")
            .param("size", "1M")
            .param("target", foreign.toAbsolutePath().toString())
            .param("result", result.toString()),
        "refused to write to " + foreign.toAbsolutePath());
    assertThat(result).doesNotExist();
    assertThat(foreign).hasBinaryContent(new byte[1 << 20]);
  }

  @Test
  void shouldLeaveNoScratchFileWhenTheEngineCannotBeOpened() throws IOException {
    EnginesUnderTest.assumeAioRefuses(131_072);
    shouldFail(
        options()
            .param("engine", "AIO")
            .param("workload", "DD")
            .param("blockSize", "64M")
            .param("split", "512"),
        "io_setup");
    assertThat(Path.of("").toAbsolutePath()).isDirectoryNotContaining("glob:**.scratch*");
  }

  @Test
  void shouldRefuseASecondThread() {
    shouldFail(options().param("engine", "NULL").threads(2), "run with -t 1, threads=2");
    assertThat(Path.of("").toAbsolutePath()).isDirectoryNotContaining("glob:**.scratch*");
  }

  @Test
  void shouldRefuseToSplitWhatIozoneSendsWhole() {
    shouldFail(options().param("engine", "NULL").param("split", "512k"), "iozone");
  }

  /** Runs what must fail, and looks for the reason where JMH keeps it. */
  private static void shouldFail(ChainedOptionsBuilder options, String reason) {
    RunnerException failure =
        catchThrowableOfType(RunnerException.class, () -> new Runner(options.build()).run());
    assertThat(failure.getCause().getSuppressed())
        .anySatisfy(cause -> assertThat(cause).hasMessageContaining(reason));
  }

  private static ChainedOptionsBuilder options() {
    return new OptionsBuilder()
        .include(PassBenchmark.class.getName())
        .warmupIterations(2)
        .measurementIterations(3)
        .forks(1)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }
}
