package io.aiorevisited.harness.forks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkRoomTest {

  @TempDir Path run;

  @Test
  void shouldGiveForksAFolderOfTheirOwnThatGoesWithAllInIt() throws IOException {
    Path folder = run.resolve(ForkRoom.FOLDER);
    try (ForkRoom room = ForkRoom.make(run)) {
      assertThat(room.args())
          .contains("-Djava.io.tmpdir=" + folder, "-Djna.tmpdir=" + folder, "-Djna.nounpack=true")
          .anyMatch(argument -> argument.startsWith("-Djna.platform.library.path=/"));
      assertThat(folder.resolve("libjnidispatch.so")).isRegularFile();
      Files.createDirectories(folder.resolve("left/by/a/fork"));
    }

    assertThat(folder).doesNotExist();
    assertThat(run).isEmptyDirectory();
  }

  @Test
  void shouldReplaceTheFolderThatAKilledRunLeft() throws IOException {
    Path left = Files.createDirectory(run.resolve(ForkRoom.FOLDER)).resolve("jmh1stdout");
    Files.writeString(left, "old");

    try (ForkRoom room = ForkRoom.make(run)) {
      assertThat(room.args()).isNotEmpty();
      assertThat(left).doesNotExist();
    }
  }

  @Test
  void shouldRemoveNothingBehindALink() throws IOException {
    Path elsewhere = Files.createDirectory(run.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("kept"), "not ours");
    Files.createSymbolicLink(run.resolve(ForkRoom.FOLDER), elsewhere);

    assertThatThrownBy(() -> ForkRoom.make(run)).isInstanceOf(IOException.class);

    assertThat(elsewhere.resolve("kept")).hasContent("not ours");
  }

  @Test
  void shouldAskNothingOfForksWithoutARoom() {
    assertThat(ForkRoom.of(run).args()).isEmpty();
  }

  @Test
  void shouldSayWhyThereIsNoArchiveAndLeaveNoneBehind() throws IOException {
    Path cache = run.resolve("cache");
    Path jar = Files.writeString(run.resolve("no.jar"), "not a jar");
    ClassArchive archive =
        new ClassArchive(Path.of(System.getProperty("java.home"), "bin", "java"), List.of(), jar);

    assertThatThrownBy(() -> archive.findOrMake(cache, run))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ended with status 1");

    assertThat(cache).isEmptyDirectory();
    assertThat(run.resolve("training.data")).doesNotExist();
  }
}
