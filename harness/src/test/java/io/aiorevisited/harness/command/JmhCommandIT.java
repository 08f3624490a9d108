package io.aiorevisited.harness.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.harness.forks.ForkSettings;
import io.aiorevisited.harness.forks.JmhLock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@Tag("alone")
class JmhCommandIT {
  private static final String IGNORE_LOCK = "jmh.ignoreLock";

  private static final String QUIET = String.join(" ", ForkSettings.quietArgs());

  @Test
  void shouldHandOverEveryArgumentUntouched() {
    String[] typed = {
      "-h",
      "PassBenchmark",
      "-p",
      "engine=AIO",
      "-p",
      "blockSize=64k",
      "-f",
      "2",
      "-prof",
      "gc",
      "--version",
      "a b",
      "-jvmArgs",
      "-Xmx1g -ea",
      ""
    };
    JmhCommand command = new JmhCommand();
    List<String> seen = new ArrayList<>();
    new CommandLine(command)
        .setExpandAtFiles(false)
        .setExecutionStrategy(
            parsed -> {
              seen.addAll(parsed.unmatched());
              return 0;
            })
        .execute(typed);

    assertThat(seen).containsExactly(typed);
  }

  @Test
  void shouldRefuseToMeasureBesideAnotherJmhRunInOneLine()
      throws IOException, InterruptedException {
    assumeTrue(
        new ProcessBuilder("sh", "-c", "command -v python3").start().waitFor() == 0,
        "python3 is not installed");
    Process other =
        new ProcessBuilder(
                "python3",
                "-c",
                "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.lockf(f, fcntl.LOCK_EX);"
                    + " print('held', flush=True); sys.stdin.read()",
                JmhLock.FILE.toString())
            .start();
    String ignoring = System.clearProperty(IGNORE_LOCK); // set by trials that this JVM has run
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("held");
      ByteArrayOutputStream err = new ByteArrayOutputStream();

      int status =
          CommandLines.execute(
              new String[] {"jmh", "PassBenchmark", "-p", "size=1M"},
              new PrintStream(OutputStream.nullOutputStream()),
              new PrintStream(err, true, StandardCharsets.UTF_8));

      assertThat(status).isEqualTo(2);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .hasLineCount(1)
          .contains("another JMH run", JmhLock.FILE.toString());
    } finally {
      other.destroyForcibly();
      if (ignoring != null) {
        System.setProperty(IGNORE_LOCK, ignoring);
      }
    }
  }

  @Test
  void shouldAddWhatForksNeed() {
    assertThat(JmhCommand.withQuietForks(List.of("-l")))
        .containsExactly("-l", "-jvmArgsAppend", QUIET);
  }

  @Test
  void shouldAddItToWhatThePersonAppends() {
    assertThat(JmhCommand.withQuietForks(List.of("-jvmArgsAppend", "-ea", "-f", "1")))
        .containsExactly("-jvmArgsAppend", "-ea " + QUIET, "-f", "1");
  }
}
