package io.aiorevisited.workloads.targets.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.workloads.OnTmpfs;
import io.aiorevisited.workloads.UnderBuildFolder;
import io.aiorevisited.workloads.VerifyPass;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.WorkloadSpec;
import io.aiorevisited.workloads.targets.TargetException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFileTest {
  private static final long SIZE = 3 << 20;

  @TempDir(factory = UnderBuildFolder.class)
  Path directory;

  @Test
  void shouldBeWrittenFromEndToEndAndLeaveNothing() throws IOException {
    shouldBeWritten(directory);
  }

  @Test
  void shouldBeWrittenOnTmpfsToo(@TempDir(factory = OnTmpfs.class) Path tmpfs) throws IOException {
    shouldBeWritten(tmpfs);
  }

  private static void shouldBeWritten(Path directory) throws IOException {
    Path path = directory.resolve("f");
    try (ScratchFile scratch = ScratchFile.create(path, SIZE)) {
      assertThat(scratch.sizeBytes()).isEqualTo(SIZE);
      assertThat(Files.size(path)).isEqualTo(SIZE);
      assertThat(ScratchFile.isOwn(path)).isTrue();
      scratch.requireWritable();
      WorkloadSpec filling =
          new WorkloadSpec(Workload.DD, IoOperation.WRITE, ScratchFile.FILL_BLOCK_BYTES, 0, SIZE);
      new VerifyPass(path, filling, ScratchFile.FILL_DATA).run(ScratchFile.FILL_GENERATION);
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldLeaveNothingWhenItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> ScratchFile.create(directory.resolve("f"), SIZE))
          .isInstanceOfAny(InterruptedIOException.class, ClosedByInterruptException.class);
    } finally {
      assertThat(Thread.interrupted()).as("still told").isTrue();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldTakeASizeThatIsNoMultipleOfThePage() throws IOException {
    try (ScratchFile scratch = ScratchFile.create(directory.resolve("f"), (1 << 20) + 1536)) {
      assertThat(Files.size(scratch.path())).isEqualTo((1 << 20) + 1536);
      assertThat(ScratchFile.isOwn(scratch.path())).isTrue();
    }
  }

  @Test
  void shouldRefuseAFileThatExistsAndNotTouchIt() throws IOException {
    Path path = Files.writeString(directory.resolve("f"), "precious");

    assertThatThrownBy(() -> ScratchFile.create(path, SIZE))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("refused to overwrite " + path.toAbsolutePath());
    assertThat(path).hasContent("precious");
    assertThat(names()).containsExactly("f");
  }

  @Test
  void shouldRefuseADanglingLink() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("f"), directory.resolve("nowhere"));

    assertThatThrownBy(() -> ScratchFile.create(link, SIZE)).isInstanceOf(TargetException.class);
    assertThat(names()).containsExactly("f");
  }

  @Test
  void shouldRefuseToReplaceAMarkThatExists() throws IOException {
    Path mark = Files.writeString(directory.resolve("f.owner"), "precious");

    assertThatThrownBy(() -> ScratchFile.create(directory.resolve("f"), SIZE))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("refused to overwrite " + mark.toAbsolutePath());
    assertThat(mark).hasContent("precious");
    assertThat(names()).containsExactly("f.owner");
  }

  @Test
  void shouldNotTakeAnotherFileForItsOwn() throws IOException {
    Path foreign = Files.write(directory.resolve("foreign"), new byte[(int) SIZE]);
    assertThat(ScratchFile.isOwn(foreign)).isFalse();
    assertThat(ScratchFile.isOwn(directory.resolve("missing"))).isFalse();

    try (ScratchFile scratch = ScratchFile.create(directory.resolve("f"), SIZE)) {
      Files.copy(OwnerMark.pathFor(scratch.path()), directory.resolve("foreign.owner"));
      assertThat(ScratchFile.isOwn(foreign)).isFalse();
    }
  }

  @Test
  void shouldNotTakeAFileThatShrankForItsOwn() throws IOException {
    try (ScratchFile scratch = ScratchFile.create(directory.resolve("f"), SIZE)) {
      try (FileChannel channel = FileChannel.open(scratch.path(), StandardOpenOption.WRITE)) {
        channel.truncate(SIZE - 512);
      }
      assertThat(ScratchFile.isOwn(scratch.path())).isFalse();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldNotTakeAFileThatGrewForItsOwn() throws IOException {
    Path path = directory.resolve("f");
    ScratchFile scratch = ScratchFile.create(path, SIZE);
    Files.write(path, new byte[1], StandardOpenOption.APPEND);

    assertThat(ScratchFile.isOwn(path)).isFalse();
    assertThatThrownBy(scratch::requireWritable).isInstanceOf(TargetException.class);
    assertThatThrownBy(scratch::close)
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("refused to remove");
    assertThat(names()).containsExactly("f", "f.owner");
  }

  @Test
  void shouldNotRemoveAFileThatTookItsPlace() throws IOException {
    Path path = directory.resolve("f");
    ScratchFile scratch = ScratchFile.create(path, SIZE);
    Files.move(path, directory.resolve("moved"));
    Files.writeString(path, "precious");

    assertThatThrownBy(scratch::close).isInstanceOf(TargetException.class);
    assertThat(path).hasContent("precious");
  }

  @Test
  void shouldNotRemoveAFileWhoseMarkIsGone() throws IOException {
    Path path = directory.resolve("f");
    ScratchFile scratch = ScratchFile.create(path, SIZE);
    Files.delete(OwnerMark.pathFor(path));

    assertThatThrownBy(scratch::close).isInstanceOf(TargetException.class);
    assertThat(path).exists();
  }

  @Test
  void shouldRemoveItsMarkWhenTheFileIsGone() throws IOException {
    Path path = directory.resolve("f");
    ScratchFile scratch = ScratchFile.create(path, SIZE);
    Files.delete(path);
    scratch.close();
    assertThat(directory).isEmptyDirectory();

    Files.writeString(path, "precious");
    scratch.close();
    assertThat(path).hasContent("precious");
  }

  @Test
  void shouldNotTakeALaterProcessOfTheSameNumberForTheOwner() throws IOException {
    try (ScratchFile scratch = ScratchFile.create(directory.resolve("f"), SIZE)) {
      Path mark = OwnerMark.pathFor(scratch.path());
      String sound = Files.readString(mark);
      Files.writeString(mark, sound.replaceAll("ownerStartTicks=\\d+", "ownerStartTicks=1"));
      assertThat(ScratchFile.isOwn(scratch.path())).isFalse();
      Files.writeString(mark, "not a mark\ndevice=x\n");
      assertThat(ScratchFile.isOwn(scratch.path())).isFalse();
      Files.writeString(mark, sound);
      assertThat(ScratchFile.isOwn(scratch.path())).isTrue();
    }
  }

  @Test
  void shouldNameBothFiguresWhereSpaceIsShort() {
    assertThatThrownBy(() -> ScratchFile.create(directory.resolve("f"), 1L << 60))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("needs 1152921504606846976 bytes (1048576T), usable are ");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldRefuseAMissingDirectory() {
    assertThatThrownBy(() -> ScratchFile.create(directory.resolve("no/f"), SIZE))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("no such directory");
  }

  @Test
  void shouldRefuseASizeThatIsNoMultipleOf512() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScratchFile.create(directory.resolve("f"), 1000))
        .withMessageContaining("sizeBytes=1000");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
