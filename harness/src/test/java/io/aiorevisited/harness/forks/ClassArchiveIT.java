package io.aiorevisited.harness.forks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real archive of the real jar, which Maven has built before integration tests. It is made once,
 * and damaged by the last of them.
 */
@TestMethodOrder(OrderAnnotation.class)
class ClassArchiveIT {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Path JAR = Path.of("target", "aio-revisited.jar");

  @TempDir static Path directory;

  private static ClassArchive archive;
  private static List<Path> found;

  /** Two runs want it at the same time. */
  @BeforeAll
  static void make() throws Exception {
    Assumptions.assumeTrue(Files.isRegularFile(JAR), "the jar is not built: run mvn verify");
    archive = new ClassArchive(JAVA, List.of("-XX:+UseSerialGC"), JAR);
    ExecutorService runs = Executors.newFixedThreadPool(2);
    try {
      Callable<Path> run = () -> findOrMake(Files.createTempDirectory(directory, "room"));
      List<Path> both = new ArrayList<>();
      for (Future<Path> made : runs.invokeAll(List.of(run, run))) {
        both.add(made.get());
      }
      found = List.copyOf(both);
    } finally {
      runs.shutdownNow();
    }
  }

  private static Path findOrMake(Path room) throws IOException {
    return archive.findOrMake(directory.resolve("cache"), room);
  }

  @Test
  @Order(1)
  void shouldBeMadeByTwoRunsAtTheSameTime() throws IOException {
    assertThat(found.get(0)).isEqualTo(found.get(1));
    try (Stream<Path> cache = Files.list(directory.resolve("cache"))) {
      assertThat(cache).containsExactly(found.get(0));
    }
  }

  @Test
  @Order(2)
  void shouldBeOneThatTheJvmMustTake() throws IOException, InterruptedException {
    Path made = found.get(0);
    assertThat(output(made, "-Xshare:on")).contains("sharing").doesNotContain("[error]", "[warn");
    // Arguments of compilers are not in its key, so it must fit with them.
    assertThat(output(made, "-Xshare:on", "-XX:TieredStopAtLevel=1", "-XX:CICompilerCount=1"))
        .contains("sharing");
    assertThat(output(made, "-Xshare:on", "-Xint")).contains("sharing");
  }

  @Test
  @Order(3)
  void shouldBeKept() throws IOException {
    Object inode = Files.getAttribute(found.get(0), "unix:ino");

    assertThat(findOrMake(directory)).isEqualTo(found.get(0));

    assertThat(Files.getAttribute(found.get(0), "unix:ino")).isEqualTo(inode);
  }

  @Test
  @Order(4)
  void shouldBeMadeAgainWhereItIsDamaged() throws IOException, InterruptedException {
    Path made = found.get(0);
    byte[] bytes = Files.readAllBytes(made);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(made);
    Files.write(made, bytes);
    assertThat(output(made, "-Xshare:on", "-XX:+VerifySharedSpaces")).contains("rror");

    findOrMake(directory);

    assertThat(output(made, "-Xshare:on", "-XX:+VerifySharedSpaces")).contains("sharing");
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
