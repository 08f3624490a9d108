package io.aiorevisited.workloads.targets.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.workloads.UnderBuildFolder;
import io.aiorevisited.workloads.targets.TargetException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scratch files of processes that end. */
class ScratchFileOwnersIT {
  private static final long SIZE = 3 << 20;

  @TempDir(factory = UnderBuildFolder.class)
  Path directory;

  @Test
  void shouldNotTakeTheFileOfAnEndedProcessForItsOwn() throws IOException, InterruptedException {
    Process ended = new ProcessBuilder("true").start();
    assertThat(ended.waitFor()).isZero();
    try (ScratchFile scratch = ScratchFile.create(directory.resolve("f"), SIZE)) {
      Path mark = OwnerMark.pathFor(scratch.path());
      String sound = Files.readString(mark);
      Files.writeString(mark, sound.replaceAll("ownerPid=\\d+", "ownerPid=" + ended.pid()));
      assertThat(ScratchFile.isOwn(scratch.path())).isFalse();
      Files.writeString(mark, sound);
    }
  }

  @Test
  void shouldBeRemovedWhenTheJvmIsTerminated() throws IOException, InterruptedException {
    Path path = directory.resolve("f");
    Process jvm = startHolder(path, "");
    try (BufferedReader output = jvm.inputReader(StandardCharsets.US_ASCII)) {
      assertThat(output.readLine()).isEqualTo("made");
      assertThat(names()).containsExactly("f", "f.owner");
      assertThat(ScratchFile.isOwn(path)).isTrue();
      jvm.destroy();
      jvm.waitFor();
    } finally {
      jvm.destroyForcibly();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldLeaveNothingWhenItCannotBeFilled() throws IOException, InterruptedException {
    Path path = directory.resolve("f");
    Process jvm = startHolder(path, "ulimit -f 2048;");
    try (BufferedReader output = jvm.inputReader(StandardCharsets.US_ASCII)) {
      assertThat(output.readLine())
          .startsWith("can't fill " + path.toAbsolutePath() + ": writing 1048576 bytes at offset ")
          .contains("failed: EFBIG");
      assertThat(directory).isEmptyDirectory();
    } finally {
      jvm.destroyForcibly();
    }
    jvm.waitFor();
  }

  private static Process startHolder(Path path, String shellCommands) throws IOException {
    return new ProcessBuilder(
            "sh",
            "-c",
            shellCommands + "exec \"$@\"",
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            HoldsScratchFile.class.getName(),
            path.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Makes a scratch file, says so or why not, and waits to be terminated. */
  static final class HoldsScratchFile {
    private HoldsScratchFile() {}

    public static void main(String[] arguments) throws IOException {
      try {
        ScratchFile.create(Path.of(arguments[0]), SIZE);
        System.out.println("made");
      } catch (TargetException e) {
        System.out.println(e.getMessage());
      }
      System.in.read();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
