package io.aiorevisited.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFileTest {
  private static final String HEADER = "kind,engine,reference,control,workload\n";

  @TempDir Path directory;
  private Path foreign;
  private Path tables;

  @BeforeEach
  void makeForeignFile() throws IOException {
    foreign = Files.writeString(directory.resolve("foreign"), "not ours");
    tables = directory.resolve("tables.csv");
  }

  @Test
  void shouldWriteAndReplaceItsOwn() throws IOException {
    OwnFile.TABLES.write(tables, HEADER);
    OwnFile.TABLES.write(tables, HEADER + "more");

    assertThat(tables).hasContent(HEADER + "more");
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("foreign", "tables.csv");
  }

  @Test
  void shouldNotWriteThroughASymbolicLink() throws IOException {
    Files.createSymbolicLink(tables, foreign);

    assertRefused("is a link");
  }

  @Test
  void shouldNotFollowALinkToWhatIsNotThere() throws IOException {
    Files.createSymbolicLink(tables, directory.resolve("nothing"));

    assertRefused("is a link");
    assertThat(directory.resolve("nothing")).doesNotExist();
  }

  @Test
  void shouldNotWriteThroughAHardLink() throws IOException {
    Files.createLink(tables, foreign);

    assertRefused("not written by aio-revisited");
  }

  @Test
  void shouldLeaveTheOtherNameOfItsOwnFileAsItIs() throws IOException {
    OwnFile.TABLES.write(tables, HEADER + "first");
    Path kept = Files.createLink(directory.resolve("kept.csv"), tables);

    OwnFile.TABLES.write(tables, HEADER + "second");

    assertThat(kept).hasContent(HEADER + "first");
    assertThat(tables).hasContent(HEADER + "second");
  }

  @Test
  void shouldNotReplaceAPageOfAnother() throws IOException {
    Path page =
        Files.writeString(directory.resolve("page.html"), "<!DOCTYPE html><title>x</title>");

    assertThatThrownBy(() -> OwnFile.PAGE.write(page, "new"))
        .isInstanceOf(ForeignFileException.class)
        .hasMessageContaining("page.html");

    assertThat(page).content().endsWith("<title>x</title>");
  }

  private void assertRefused(String why) throws IOException {
    assertThatThrownBy(() -> OwnFile.TABLES.write(tables, HEADER))
        .isInstanceOf(ForeignFileException.class)
        .hasMessageContaining(why);
    assertThat(foreign).hasContent("not ours");
  }
}
