package io.aiorevisited.workloads.targets.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.workloads.UnderBuildFolder;
import io.aiorevisited.workloads.targets.TargetException;
import io.aiorevisited.workloads.targets.file.LeftoverScratch.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverScratchTest {

  @TempDir(factory = UnderBuildFolder.class)
  Path directory;

  private Path file;
  private Path mark;

  @BeforeEach
  void name() {
    file = directory.resolve("f");
    mark = OwnerMark.pathFor(file);
  }

  @Test
  void shouldFindNothing() throws IOException {
    assertThat(LeftoverScratch.at(file).kind()).isEqualTo(Kind.NOTHING);
    assertThatThrownBy(() -> LeftoverScratch.at(file).remove()).isInstanceOf(TargetException.class);
  }

  @Test
  void shouldLeaveAFileWithoutAMarkAlone() throws IOException {
    Files.writeString(file, "precious");
    assertStays();
  }

  @Test
  void shouldLeaveTheFileOfARunningHarnessAlone() throws IOException {
    try (ScratchFile scratch = ScratchFile.create(file, 1 << 20)) {
      LeftoverScratch found = LeftoverScratch.at(scratch.path());
      assertThat(found.kind()).isEqualTo(Kind.IN_USE);
      assertThat(found.ownerPid()).isEqualTo(ProcessHandle.current().pid());
      assertThatThrownBy(found::remove).isInstanceOf(TargetException.class);
      assertThat(ScratchFile.isOwn(file)).isTrue();
    }
  }

  @Test
  void shouldRemoveTheFileOfAnEndedHarnessWithItsMark() throws IOException {
    Files.write(file, new byte[1000]);
    OwnerMark.complete(file, 2000, beginAsEndedProcess());
    assertRemoved();
  }

  @Test
  void shouldRemoveAnEmptyFileThatWasMadeForABegunMark() throws IOException {
    beginAsEndedProcess();
    Files.createFile(file);
    assertRemoved();
  }

  @Test
  void shouldRemoveABegunMarkWithoutAFile() throws IOException {
    beginAsEndedProcess();
    assertRemoved();
  }

  @Test
  void shouldRemoveAnEmptyMarkWithoutAFile() throws IOException {
    Files.createFile(mark);
    assertRemoved();
  }

  @Test
  void shouldLeaveAnEmptyMarkBesideAFileAlone() throws IOException {
    Files.createFile(mark);
    Files.createFile(file);
    assertStays();
  }

  @Test
  void shouldLeaveAFileThatHoldsSomethingBesideABegunMarkAlone() throws IOException {
    beginAsEndedProcess();
    Files.writeString(file, "precious");
    assertStays();
  }

  @Test
  void shouldLeaveAnEmptyFileOlderThanABegunMarkAlone() throws IOException {
    Files.createFile(file);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    beginAsEndedProcess();
    assertStays();
  }

  @Test
  void shouldLeaveAFileThatTookThePlaceAlone() throws IOException {
    Files.write(file, new byte[1000]);
    OwnerMark.complete(file, 2000, beginAsEndedProcess());
    Files.move(file, directory.resolve("moved"));
    Files.write(file, new byte[1000]);
    assertStays();
  }

  @Test
  void shouldLeaveAFileThatGrewAlone() throws IOException {
    Files.write(file, new byte[1000]);
    OwnerMark.complete(file, 999, beginAsEndedProcess());
    assertStays();
  }

  @Test
  void shouldLeaveALinkInPlaceOfTheMarkAlone() throws IOException {
    Path elsewhere = Files.createFile(directory.resolve("elsewhere"));
    Files.createSymbolicLink(mark, elsewhere);
    assertThat(LeftoverScratch.at(file).kind()).isEqualTo(Kind.FOREIGN);
  }

  @Test
  void shouldNotRemoveWhatChangedSinceItWasLookedAt() throws IOException {
    Files.write(file, new byte[1000]);
    OwnerMark.complete(file, 2000, beginAsEndedProcess());
    LeftoverScratch found = LeftoverScratch.at(file);
    Files.write(file, new byte[3000]);

    assertThatThrownBy(found::remove)
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("refused to remove " + file.toAbsolutePath());
    assertThat(file).hasSize(3000);
    assertThat(mark).exists();
  }

  /** Begins the mark as a process would that had this one's number and has ended. */
  private Owner beginAsEndedProcess() throws IOException {
    Owner self = OwnerMark.begin(file);
    String text = Files.readString(mark);
    Files.writeString(mark, text.replaceAll("ownerStartTicks=\\d+", "ownerStartTicks=1"));
    return new Owner(self.pid(), 1);
  }

  private void assertRemoved() throws IOException {
    LeftoverScratch found = LeftoverScratch.at(file);
    assertThat(found.kind()).isEqualTo(Kind.LEFT_BEHIND);
    found.remove();
    assertThat(directory).isEmptyDirectory();
  }

  private void assertStays() throws IOException {
    LeftoverScratch found = LeftoverScratch.at(file);
    assertThat(found.kind()).isEqualTo(Kind.FOREIGN);
    assertThatThrownBy(found::remove).isInstanceOf(TargetException.class);
    assertThat(file).exists();
  }
}
