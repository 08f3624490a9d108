package io.aiorevisited.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A JVM is asked whether it takes arguments before anything is made. */
class JvmArgsIT {

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -XX:NoSuchFlag=1               | Unrecognized VM option 'NoSuchFlag=1'
          -XX:TieredStopAtLevel=9        | TieredStopAtLevel
          -Xint -XX:+LogCompilation      | LogCompilation
          """)
  void shouldSayInOneLineWhatTheJvmSaysOfArgumentsThatItDoesNotTake(String args, String said) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        CommandLines.execute(
            new String[] {
              "run", "--profile", "smoke", "--jvm-args", args, "--out", directory + "/results"
            },
            new PrintStream(new ByteArrayOutputStream()),
            new PrintStream(err, true, StandardCharsets.UTF_8));

    assertThat(status).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains("this JVM does not take '" + args + "': ", said);
    assertThat(directory).isEmptyDirectory();
  }
}
