package io.aiorevisited.workloads.targets.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.workloads.UnderBuildFolder;
import io.aiorevisited.workloads.targets.TargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExistingFileTest {
  @TempDir(factory = UnderBuildFolder.class)
  Path directory;

  @Test
  void shouldBeReadableButNotWritableWhenNotOurs() throws IOException {
    Path path = Files.write(directory.resolve("f"), new byte[4096]);

    ExistingFile file = ExistingFile.at(path);

    assertThat(file.sizeBytes()).isEqualTo(4096);
    assertThatThrownBy(file::requireWritable)
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("refused to write to " + path);
    file.close();
    assertThat(path).exists();
  }

  @Test
  void shouldBeWritableWhenItIsAScratchFileOfOurs() throws IOException {
    try (ScratchFile scratch = ScratchFile.create(directory.resolve("f"), 4096)) {
      ExistingFile.at(scratch.path()).requireWritable();
    }
  }

  @Test
  void shouldRefuseWritingThroughALinkToAScratchFile() throws IOException {
    try (ScratchFile scratch = ScratchFile.create(directory.resolve("f"), 4096)) {
      Path link = Files.createSymbolicLink(directory.resolve("link"), scratch.path());
      assertThatThrownBy(() -> ExistingFile.at(link).requireWritable())
          .isInstanceOf(TargetException.class);
    }
  }

  @Test
  void shouldRefuseWhatIsNoFile() {
    assertThatThrownBy(() -> ExistingFile.at(directory)).hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> ExistingFile.at(Path.of("/dev/null")))
        .hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> ExistingFile.at(directory.resolve("missing")))
        .hasMessageContaining("no such target");
  }
}
