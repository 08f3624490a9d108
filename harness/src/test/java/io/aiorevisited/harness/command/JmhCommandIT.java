package io.aiorevisited.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.harness.forks.ForkSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class JmhCommandIT {

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
