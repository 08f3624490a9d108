package io.aiorevisited.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.harness.plan.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RunOptionsTest {

  @Test
  void shouldTakeTheJvmArgumentsOfTheProfileUnlessOthersOrNoneAreNamed() {
    assertThat(jvmArgs("--profile", "standard")).isEqualTo(Profile.STANDARD.jvmArgs());
    assertThat(jvmArgs("--jvm-args", "-XX:TieredStopAtLevel=1 -Xss1m"))
        .containsExactly("-XX:TieredStopAtLevel=1", "-Xss1m");
    assertThat(jvmArgs("--jvm-args", "none")).isEmpty();
  }

  private static List<String> jvmArgs(String... args) {
    return CommandLine.populateCommand(new RunOptions(), args).request().jvmArgs();
  }
}
