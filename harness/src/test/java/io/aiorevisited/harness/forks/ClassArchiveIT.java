package io.aiorevisited.harness.forks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real archives of the real jar, which Maven has built before integration tests. */
class ClassArchiveIT {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Path JAR = Path.of("target", "aio-revisited.jar");

  @TempDir Path directory;

  @Test
  void shouldMakeAnArchiveThatTheJvmMustTakeAndKeepIt() throws IOException, InterruptedException {
    ClassArchive archive = archive();
    Path made = archive.findOrMake(directory.resolve("cache"), directory);
    Object key = Files.readAttributes(made, "unix:ino").get("ino");

    assertThat(archive.findOrMake(directory.resolve("cache"), directory)).isEqualTo(made);

    assertThat(Files.readAttributes(made, "unix:ino").get("ino")).isEqualTo(key);
    assertThat(output(made, "-Xshare:on")).contains("sharing").doesNotContain("[error]", "[warn");
    // Arguments of compilers are not in its key, so it must fit with them.
    assertThat(output(made, "-Xshare:on", "-XX:TieredStopAtLevel=1", "-XX:CICompilerCount=1"))
        .contains("sharing");
    assertThat(output(made, "-Xshare:on", "-Xint")).contains("sharing");
  }

  @Test
  void shouldMakeADamagedArchiveAgain() throws IOException, InterruptedException {
    ClassArchive archive = archive();
    Path made = archive.findOrMake(directory.resolve("cache"), directory);
    byte[] bytes = Files.readAllBytes(made);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(made);
    Files.write(made, bytes);
    assertThat(output(made, "-Xshare:on", "-XX:+VerifySharedSpaces")).contains("rror");

    archive.findOrMake(directory.resolve("cache"), directory);

    assertThat(output(made, "-Xshare:on", "-XX:+VerifySharedSpaces")).contains("sharing");
  }

  @Test
  void shouldNotHinderAnotherRunThatMakesItAtTheSameTime() throws Exception {
    ClassArchive archive = archive();
    ExecutorService runs = Executors.newFixedThreadPool(2);
    try {
      Callable<Path> run =
          () ->
              archive.findOrMake(
                  directory.resolve("cache"), Files.createTempDirectory(directory, "room"));
      List<Future<Path>> made = runs.invokeAll(List.of(run, run));

      assertThat(made.get(0).get()).isEqualTo(made.get(1).get());
      assertThat(output(made.get(0).get(), "-Xshare:on")).contains("sharing");
    } finally {
      runs.shutdownNow();
    }
    try (Stream<Path> cache = Files.list(directory.resolve("cache"))) {
      assertThat(cache).hasSize(1);
    }
  }

  private static ClassArchive archive() {
    Assumptions.assumeTrue(Files.isRegularFile(JAR), "the jar is not built: run mvn verify");
    return new ClassArchive(JAVA, List.of("-XX:+UseSerialGC"), JAR);
  }

  private static String output(Path archive, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.of(
                Stream.of(JAVA.toString(), "-XX:+UseSerialGC"),
                ClassArchive.args(archive).stream(),
                Stream.of(more),
                Stream.of("-cp", JAR.toString(), "-version"))
            .flatMap(part -> part)
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return output;
  }
}
