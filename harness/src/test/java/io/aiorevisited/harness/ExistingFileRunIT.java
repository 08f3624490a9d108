package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.harness.RunProgram.Ending;
import io.aiorevisited.harness.command.BesideTheClasses;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that was there before as target: read, and never changed. */
class ExistingFileRunIT {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private Path precious;
  private String hash;

  @BeforeEach
  void makeFile() throws IOException {
    byte[] data = new byte[1 << 20];
    new Random(2009).nextBytes(data);
    precious = Files.write(directory.resolve("precious"), data);
    try (FileChannel channel = FileChannel.open(precious, StandardOpenOption.WRITE)) {
      channel.force(true); // else its extents may not be there yet
    }
    Files.setLastModifiedTime(precious, LONG_AGO);
    hash = hash();
  }

  @Test
  void shouldBeReadByEveryEngineAndStayAsItWas() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), precious);

    Ending ending = run("--target", link.toString(), "--operations", "read", "--verify");

    assertThat(ending.status()).as(ending.err().toString()).isZero();
    assertThat(ending.err())
        .anyMatch(line -> line.contains("target   " + precious))
        .anyMatch(line -> line.contains("only read"));
    assertThat(RunProgram.trials(directory.resolve("run")))
        .hasSize(4)
        .allMatch(trial -> trial.contains(": OK") && trial.contains("targetState=existing"));
    assertUnchanged();
    assertThat(RunProgram.names(directory)).containsExactly("link", "precious", "run");
  }

  @Test
  void shouldNotBeWrittenTo() throws IOException {
    for (List<String> operations :
        List.of(List.<String>of(), List.of("--operations", "write"), List.of("--verify"))) {
      Ending ending =
          run(
              Stream.concat(Stream.of("--target", precious.toString()), operations.stream())
                  .toArray(String[]::new));
      assertThat(ending.status()).isEqualTo(2);
      assertThat(ending.err())
          .singleElement()
          .asString()
          .contains("exists", "never written to", "--operations read");
    }
    assertUnchanged();
    assertThat(RunProgram.names(directory)).containsExactly("precious");
  }

  @Test
  void shouldBeLargeEnough() throws IOException {
    Ending ending =
        run("--target", precious.toString(), "--operations", "read", "--size", "iozone=2M");

    assertThat(ending.status()).isEqualTo(2);
    assertThat(ending.err()).singleElement().asString().contains("has 1.0 MiB", "needs 2.0 MiB");
    assertUnchanged();
  }

  @Test
  void shouldNotBePutIntoAnotherState() throws IOException {
    Ending ending =
        run("--target", precious.toString(), "--operations", "read", "--target-state", "sparse");

    assertThat(ending.status()).isEqualTo(2);
    assertThat(ending.err()).singleElement().asString().contains("measured as it is");
    assertUnchanged();
  }

  private Ending run(String... words) {
    List<String> sound =
        List.of(
            "run",
            "--profile",
            "smoke",
            "--engines",
            "psync,threads,aio",
            "--workloads",
            "iozone",
            "--block-sizes",
            "16k",
            "--rounds",
            "1",
            "--out",
            directory.resolve("run").toString());
    List<String> size = List.of(words).contains("--size") ? List.of() : List.of("--size", "1M");
    return RunProgram.here(
        Stream.of(sound.stream(), size.stream(), Stream.of(words))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private void assertUnchanged() throws IOException {
    assertThat(hash()).isEqualTo(hash);
    assertThat(Files.getLastModifiedTime(precious)).isEqualTo(LONG_AGO);
    assertThat(directory.resolve("precious.owner")).doesNotExist();
  }

  private String hash() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(precious)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
