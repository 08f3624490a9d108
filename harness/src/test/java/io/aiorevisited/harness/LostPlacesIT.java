package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.harness.command.BesideTheClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that lose what they stand on: never a stack trace, and what is left is reported. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LostPlacesIT {

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  @Test
  void shouldRefuseToRunWithoutLoopbackBeforeAnythingIsTouched()
      throws IOException, InterruptedException {
    List<String> without = List.of("unshare", "--net");
    assumeTrue(works(List.of("unshare", "--net", "true")), "unshare --net is not allowed here");

    Process run =
        RunProgram.start(
            without, directory.resolve("out"), RunProgram.tinyRun(directory.resolve("run")));

    assertThat(run.waitFor()).isEqualTo(2);
    assertThat(Files.readAllLines(directory.resolve("out")))
        .singleElement()
        .asString()
        .contains("loopback", "ip link set lo up");
    assertThat(directory.resolve("run")).doesNotExist();
  }

  @Test
  void shouldReportWhatItHasWhereTheTargetsDirectoryIsRemoved()
      throws IOException, InterruptedException {
    Path place = Files.createDirectory(directory.resolve("place"));
    Path folder = directory.resolve("run");
    Process run =
        RunProgram.start(
            List.of(),
            directory.resolve("out"),
            Stream.concat(
                    Stream.of(RunProgram.tinyRun(folder)), Stream.of("--target", place.toString()))
                .map(word -> word.equals("1") ? "2" : word)
                .toArray(String[]::new));
    Path journal = folder.resolve("trials.jsonl");
    while (run.isAlive() && (!Files.exists(journal) || Files.size(journal) == 0)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    remove(place);

    assertThat(run.waitFor()).isEqualTo(1);
    List<String> said = Files.readAllLines(directory.resolve("out"));
    assertThat(said).noneMatch(line -> line.startsWith("\tat "));
    assertThat(said).anyMatch(line -> line.contains("FAILED") && line.contains("no such file"));
    assertThat(folder.resolve("report.html")).exists();
  }

  @Test
  void shouldRefuseAFolderThatIsReadOnly() throws IOException, InterruptedException {
    Path folder = directory.resolve("run");
    new GeneratedRun(5).rounds(1).write(folder);
    String there = folder.toString();
    assumeTrue(
        works(List.of("mount", "--bind", there, there))
            && works(List.of("mount", "-o", "remount,ro,bind", there)),
        "mounts are not allowed here");
    try {
      for (String command : List.of("report", "resume")) {
        RunProgram.Ending ending = RunProgram.here(command, there);

        assertThat(ending.status()).as(command).isEqualTo(2);
        assertThat(ending.out()).isEmpty();
        assertThat(ending.err()).singleElement().asString().contains("can't be written to");
      }
    } finally {
      new ProcessBuilder("umount", there).start().waitFor();
    }
  }

  private static boolean works(List<String> command) {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
