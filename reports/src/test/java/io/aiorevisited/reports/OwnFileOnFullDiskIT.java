package io.aiorevisited.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFileOnFullDiskIT {
  private static final String HEADER = "kind,engine,reference,control,workload\n";

  @TempDir Path directory;

  @Test
  void shouldKeepTheOldFileOnAFullDisk() throws IOException, InterruptedException {
    Path small = Files.createDirectory(directory.resolve("small"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=64k", "none", small.toString()) == 0,
        "this user may not mount a small file system");
    try {
      Path own = small.resolve("tables.csv");
      OwnFile.TABLES.write(own, HEADER + "old");

      assertThatThrownBy(() -> OwnFile.TABLES.write(own, HEADER + "x".repeat(100_000)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left");

      assertThat(own).hasContent(HEADER + "old");
      assertThat(small.toFile().list()).containsExactly("tables.csv");
    } finally {
      run("umount", small.toString());
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
