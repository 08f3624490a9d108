package io.aiorevisited.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentWatchIT {

  @Test
  void shouldEndWithTheParentsEndOfStandardInput() throws IOException, InterruptedException {
    Process fork = start("true");
    try (BufferedReader output = fork.inputReader(StandardCharsets.US_ASCII)) {
      assertThat(output.readLine()).isEqualTo("ready");
      assertThat(fork.isAlive()).isTrue();
      fork.getOutputStream().close();
      assertThat(output.readLine()).as("hooks ran").isEqualTo("hook");
      assertThat(fork.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(fork.exitValue()).isEqualTo(1);
    } finally {
      fork.destroyForcibly();
    }
  }

  @Test
  void shouldNotLookAtStandardInputUnlessAsked() throws IOException, InterruptedException {
    Process fork = start("false");
    try (BufferedReader output = fork.inputReader(StandardCharsets.US_ASCII)) {
      assertThat(output.readLine()).isEqualTo("ready");
      fork.getOutputStream().close();
      assertThat(output.readLine()).isEqualTo("went on");
      assertThat(fork.waitFor()).isZero();
    } finally {
      fork.destroyForcibly();
    }
  }

  private static Process start(String asked) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-D" + ParentWatch.PROPERTY + "=" + asked,
            "-cp",
            System.getProperty("java.class.path"),
            Fork.class.getName(),
            asked)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Watches if asked; else reads standard input to its end itself. */
  static final class Fork {
    private Fork() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> printLine(arguments[0])));
      ParentWatch.startIfAsked();
      System.out.println("ready");
      if (arguments[0].equals("true")) {
        Thread.currentThread().join();
      }
      System.in.readAllBytes();
      System.out.println("went on");
    }

    private static void printLine(String asked) {
      if (asked.equals("true")) {
        System.out.println("hook");
      }
    }
  }
}
