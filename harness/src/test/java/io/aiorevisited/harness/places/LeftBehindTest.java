package io.aiorevisited.harness.places;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.harness.command.BesideTheClasses;
import io.aiorevisited.workloads.targets.file.ScratchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class LeftBehindTest {

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  @Test
  void shouldNameWhatAnEndedProcessLeftAndNothingElse() throws IOException {
    Path run = Files.createDirectory(directory.resolve("run"));
    Files.createFile(run.resolve("scratch.dat.owner"));
    Files.writeString(directory.resolve("foreign.owner"), "precious");
    Files.writeString(directory.resolve("foreign"), "precious");
    try (ScratchFile inUse = ScratchFile.create(directory.resolve("used"), 4096)) {
      assertThat(inUse.path()).exists();
      assertThat(LeftBehind.beneath(directory))
          .singleElement()
          .asString()
          .contains(run.resolve("scratch.dat") + ": resume the run", "scratch.dat.owner");
    }
  }

  @Test
  void shouldSayNothingOfAPlaceThatIsNotThere() {
    assertThat(LeftBehind.beneath(directory.resolve("missing"))).isEmpty();
  }
}
