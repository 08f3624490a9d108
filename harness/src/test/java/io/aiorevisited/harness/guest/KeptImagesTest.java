package io.aiorevisited.harness.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptImagesTest {
  private static final byte[] CONTENT = {1, 2, 3, 4};

  @TempDir Path folder;
  private int made;

  private void make(OutputStream out, Path room) throws IOException {
    made++;
    Files.writeString(room.resolve("meanwhile"), "x");
    out.write(CONTENT);
  }

  private List<Path> inFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void shouldMakeAnImageOnce() throws Exception {
    Path image = new KeptImages(folder).findOrMake("key", this::make);
    FileTime before = FileTime.from(Instant.now().minusSeconds(60));
    Files.setLastModifiedTime(image, before);

    assertThat(new KeptImages(folder).findOrMake("key", this::make)).isEqualTo(image);
    assertThat(made).isEqualTo(1);
    assertThat(Files.readAllBytes(image)).isEqualTo(CONTENT);
    assertThat(Files.getLastModifiedTime(image)).as("its last use").isGreaterThan(before);
    assertThat(inFolder()).containsExactly(image);
  }

  @Test
  void shouldMakeAnotherForAnotherKey() throws Exception {
    Path one = new KeptImages(folder).findOrMake("one", this::make);
    Path two = new KeptImages(folder).findOrMake("two", this::make);

    assertThat(inFolder()).containsExactlyInAnyOrder(one, two);
  }

  @Test
  void shouldMakeOneAnewThatIsDamaged() throws Exception {
    Path image = new KeptImages(folder).findOrMake("key", this::make);
    Files.write(image, new byte[] {1, 2, 3, 5});

    assertThat(new KeptImages(folder).findOrMake("key", this::make)).isEqualTo(image);
    assertThat(made).isEqualTo(2);
    assertThat(Files.readAllBytes(image)).isEqualTo(CONTENT);
  }

  @Test
  void shouldRemoveWhatNobodyUsesAnyMore() throws Exception {
    Path old = Files.createFile(folder.resolve("guest-old-00000000.cpio"));
    Path killed = Files.createDirectories(folder.resolve("guest-making-1/java")).getParent();
    Path foreign = Files.createFile(folder.resolve("classes-1.jsa"));
    for (Path file : List.of(old, killed, foreign)) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }

    Path image = new KeptImages(folder).findOrMake("key", this::make);

    assertThat(inFolder()).containsExactlyInAnyOrder(image, foreign);
  }

  @Test
  void shouldLeaveNothingOfOneThatCannotBeMade() throws Exception {
    assertThatThrownBy(
            () ->
                new KeptImages(folder)
                    .findOrMake(
                        "key",
                        (out, room) -> {
                          throw new IOException("no space");
                        }))
        .hasMessage("no space");
    assertThat(inFolder()).isEmpty();
  }
}
