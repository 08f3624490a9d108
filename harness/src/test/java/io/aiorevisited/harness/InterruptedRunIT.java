package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.harness.command.BesideTheClasses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that gets SIGTERM, which Ctrl-C's SIGINT is treated like. */
class InterruptedRunIT {

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private Process program;

  @AfterEach
  void endProgram() {
    if (program != null) {
      program.descendants().forEach(ProcessHandle::destroyForcibly);
      program.destroyForcibly();
    }
  }

  @Test
  @Timeout(120)
  void shouldReportWhatThereIsAndLeaveNoScratchAndNoChild()
      throws IOException, InterruptedException {
    program =
        new ProcessBuilder(
                RunProgram.command(
                    "run",
                    "--profile",
                    "smoke",
                    "--engines",
                    "psync",
                    "--operations",
                    "read",
                    "--workloads",
                    "iozone",
                    "--rounds",
                    "100",
                    "--out",
                    folder().toString()))
            .redirectOutput(directory.resolve("stdout").toFile())
            .start();
    awaitLine("round 1/100, block 1/100");
    List<ProcessHandle> children = program.descendants().toList();

    program.destroy();

    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isEqualTo(130);
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    Path folder = folder();
    assertThat(Files.readString(folder.resolve("trials.jsonl")).lines())
        .hasSizeBetween(2, 199)
        .allMatch(line -> line.contains("\"status\":\"OK\""));
    assertThat(folder.resolve("report.html")).exists();
    assertThat(Files.readAllLines(directory.resolve("stdout")))
        .last()
        .isEqualTo(folder.resolve("report.html").toString());
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "run.json", "forks.json", "trials.jsonl", "report.html", "tables.csv");
    }
  }

  private void awaitLine(String beginning) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(program.getErrorStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null && !line.startsWith(beginning)) {
      line = lines.readLine();
    }
    assertThat(line).startsWith(beginning);
  }

  private Path folder() {
    return directory.resolve("run");
  }
}
