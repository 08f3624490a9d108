package io.aiorevisited.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong call ends with status 2 and one line, and leaves nothing behind. */
class WrongCallsTest {

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void makeForeignFile() throws IOException {
    Files.writeString(directory.resolve("foreign"), "not ours");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rnu                                          | rnu
          --profile quick                              | --profile
          run --profil quick                           | did you mean --profile?
          run --profile qick                           | did you mean quick?
          run --profile thorough                       | smoke, quick, standard, rigorous, paper
          run --profile rigorous --rounds 9            | less than the pilot of 10 rounds
          run --engines psync,aoi                      | did you mean aio?
          run --engines libaio                         | psync, threads, threads-2009, aio
          run --engines psync,aio,psync                | psync twice
          run --binding jni                            | use jna, ffm or auto
          run --jvm-args=                              | give some, or none
          run --jvm-args -Xmx1g                        | all trials have the same heap
          run --jvm-args -XX:+UseG1GC                  | the serial collector
          run --jvm-args -javaagent:a.jar              | an agent
          run --jvm-args Main                          | -XX:NAME=NUMBER
          run --engines ,                              | is empty
          run --engines                                | --engines
          run --workloads fio                          | iozone, dd
          run --workloads dd,dd                        | dd twice
          run --operations reed                        | did you mean read?
          run --block-sizes 16k,16384                  | 16k twice
          run --block-sizes 100                        | 512
          run --block-sizes 3G                         | 2G
          run --block-sizes 16q                        | 16q
          run --block-sizes 4k --workloads dd,iozone   | dd
          run --size 0                                 | 0
          run --size -1                                | -1
          run --size 99999999999999999999              | 99999999999999999999
          run --size 1G                                | --size 1020M and --size 1040M
          run --size dd=30M                            | --size dd=20M and --size dd=40M
          run --size iozone=8k                         | --size iozone=256k
          run --size iozone=1M,iozone=2M               | two sizes
          run --size zone=1M                           | zone
          run --size dd=40M --workloads iozone         | not measured
          run --target-state spars                     | did you mean sparse?
          run --target-state sparse,sparse             | sparse twice
          run --cache writeback                        | --allow-blocking-aio
          run --cache none,writethrough                | --allow-blocking-aio
          run --cache direct                           | writethrough
          run --depth 4                                | --size dd=80M
          run --depth 4 --engines psync --workloads iozone | can have in flight is 1
          run --depth 128 --engines psync,threads --workloads random | is 64
          run --depth 2 --engines threads --size dd=80M | 80 requests in flight
          run --depth 64 --workloads dd --size dd=2000M | buffers of 1280M
          run --depth 1025 --workloads random          | 1 to 1024
          run --workloads random --depth 0             | 1 to 1024
          run --workloads random --depth 4,4           | 4 twice
          run --workloads random --split 64k           | --split is for dd
          run --rounds 0                               | 1 to
          run --rounds -3                              | 1 to
          run --rounds many                            | many
          run --rounds 99999                           | 1 to
          run --split 100                              | 512
          run --split nine                             | nine
          run --split 64k --workloads iozone           | --split
          run --reference null                         | not among
          run --margin 0%                              | 3%
          run --margin 100%                            | 3%
          run --margin NaN                             | 3%
          run --seed 1.5                               | 1.5
          run --budget 10                              | 10m
          run --budget 0s                              | 10m
          run --verify --engines null                  | --verify
          run --target ./foreign                       | exists
          run --target ./missing/file                  | missing
          run --target ./foreign/file                  | foreign
          run --workloads iozone --size 900T           | needed
          run --out ./foreign                          | not a directory
          run quick                                    | quick
          run --size 4M --size 8M                      | --size
          report                                       | DIR
          report ./missing                             | missing
          report .                                     | run.json
          doctor x                                     | x
          doctor /dev/null                             | device
          doctor --may-write /dev/null                 | --may-write is for files
          run --size 9223372036854775807               | 1024T
          run --size 8796093022207M                    | 1024T
          run --workloads iozone --block-sizes 1024,1536,2560,3584,5632,6656,8704,9728,11776,14848,15872,18944,20992 | several runs
          run --target=                                | blank
          run --out=                                   | blank
          jmh PassBenchmark -p engine=FOO              | PSYNC, THREADS, THREADS_2009, AIO
          jmh PassBenchmark -p engine=AOI              | did you mean AIO?
          jmh PassBenchmark -p blocksize=4k            | did you mean blockSize?
          jmh PassBenchmark -pfoo=1                    | there is no parameter
          """)
  void shouldSayWhatIsWrongInOneLineAndTouchNothing(String call, String inMessage)
      throws IOException {
    int status = execute(call.split(" +"));

    assertThat(status).as(error()).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(error()).startsWith("aio-revisited: ").contains(inMessage).doesNotContain("\tat ");
    assertThat(error().lines()).hasSize(1);
    assertNothingTouched();
  }

  @Test
  void shouldRefuseADirectoryThatCannotBeWrittenTo() throws IOException {
    Path locked =
        Files.createDirectory(
            directory.resolve("locked"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
    Assumptions.assumeFalse(Files.isWritable(locked), "this user may write anywhere, as root may");

    assertThat(execute("run", "--target", locked.toString())).isEqualTo(2);
    assertThat(error()).contains("can't be written to");
    assertThat(error().lines()).hasSize(1);
  }

  @Test
  void shouldRefuseARunFolderThatHoldsSomething() throws IOException {
    assertThat(execute("run", "--out", directory.toString())).isEqualTo(2);
    assertThat(error()).contains("is not empty", "--out");
    assertThat(error().lines()).hasSize(1);
    assertNothingTouched();
  }

  /** Runs in {@link #directory}, as far as paths go: those that start with a dot lie there. */
  private int execute(String... words) {
    List<String> args =
        Stream.of(words)
            .map(word -> word.startsWith(".") ? directory.resolve(word).toString() : word)
            .collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new));
    if (args.get(0).equals("run") && !args.contains("--out")) {
      args.addAll(1, List.of("--out", directory.resolve("results").toString()));
    }
    return CommandLines.execute(
        args.toArray(String[]::new),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String error() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private void assertNothingTouched() throws IOException {
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).containsExactly(directory.resolve("foreign"));
    }
    assertThat(directory.resolve("foreign")).hasContent("not ours");
  }
}
