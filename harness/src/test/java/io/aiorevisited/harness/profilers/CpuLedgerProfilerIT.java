package io.aiorevisited.harness.profilers;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TrialHandover;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.workloads.PassBenchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs real forks with the profiler, on a target on the build folder's file system. */
class CpuLedgerProfilerIT {
  private Path folder;
  private Path target;
  private Path handover;

  @BeforeAll
  static void runBesidesOtherBenchmarks() {
    // No timing is looked at, so another JMH on this machine does no harm.
    System.setProperty("jmh.ignoreLock", "true");
  }

  @BeforeEach
  void makeTarget() throws Exception {
    folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "ledger");
    target = Files.write(folder.resolve("data"), new byte[4 << 20]);
    handover = folder.resolve("result.json");
  }

  @AfterEach
  void removeFiles() throws Exception {
    Files.deleteIfExists(handover);
    Files.deleteIfExists(target);
    Files.delete(folder);
  }

  @Test
  void shouldHandOverALedgerOfEveryPass() throws Exception {
    run("THREADS");

    TrialResult result = TrialHandover.read(handover);
    assertThat(result.warmups()).hasSize(1).allMatch(pass -> pass.cpu() != null);
    assertThat(result.passes()).hasSize(2);
    for (CpuLedgerRecord pass : result.passes().stream().map(PassRecord::cpu).toList()) {
      assertThat(pass.home().totalMicros()).isPositive();
      assertThat(pass.engine().totalMicros()).as("workers of %s", pass).isPositive();
      assertThat(pass.engineSwitches().voluntary()).isPositive();
      assertThat(pass.process().totalMicros())
          .isGreaterThanOrEqualTo(pass.engineCost().totalMicros());
    }
  }

  @Test
  void shouldShowResultsToJmh() throws Exception {
    RunResult result = run("PSYNC").iterator().next();

    var secondary = result.getSecondaryResults();
    assertThat(secondary)
        .containsKeys("cpu.home.user", "cpu.home.system", "cpu.engine.user", "cpu.process.system");
    assertThat(secondary.get("cpu.engine.system").getScore()).isZero();
    double home =
        secondary.get("cpu.home.user").getScore() + secondary.get("cpu.home.system").getScore();
    assertThat(home).isPositive();
  }

  private Collection<RunResult> run(String engine) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(PassBenchmark.class.getName() + ".pass$")
                .param("engine", engine)
                .param("size", "4M")
                .param("cache", "WRITEBACK")
                .param("target", target.toString())
                .param("result", handover.toString())
                .warmupIterations(1)
                .measurementIterations(2)
                .forks(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .addProfiler(CpuLedgerProfiler.class, new LedgerOptions(target).initLine())
                .build())
        .run();
  }
}
