package io.aiorevisited.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.folder.GeneratedRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands over several runs read their folders and write one page elsewhere. */
class SeveralRunsIT {

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void makeRuns() throws IOException {
    run(1).writeTo(directory.resolve("one"));
    run(2).engine("aio", 1.2).hostname("another").writeTo(directory.resolve("two"));
    run(3)
        .conditions(List.of(GeneratedRun.iozone("read", 65536)))
        .writeTo(directory.resolve("other-blocks"));
  }

  @Test
  void shouldShowRunsSideBySide() throws IOException {
    Path page = directory.resolve("page.html");

    assertThat(execute("report", "./one", "./two", "--out", "./page.html")).as(error()).isZero();

    assertThat(lines()).last().isEqualTo(page.toString());
    assertThat(text()).contains("generated-1", "generated-2", "another");
    assertThat(page).content().contains("generated-1", "generated-2", "</html>");
    assertNoRunTouched();
  }

  @Test
  void shouldNameTheEngineWhereOnlyALaterRunMeasuredIt() {
    assertThat(execute("report", "./one", "./other-blocks", "--out", "./page.html")).isZero();

    assertThat(lines())
        .anyMatch(line -> line.matches("  threads +\\[1] [0-9].*"))
        .anyMatch(line -> line.matches("  threads +\\[2] [0-9].*"));
  }

  @Test
  void shouldCompareBeforeAndAfter() throws IOException {
    Path page = directory.resolve("page.html");

    assertThat(execute("compare", "./one", "./two", "--out", "./page.html")).as(error()).isZero();

    assertThat(lines()).last().isEqualTo(page.toString());
    assertThat(lines()).anyMatch(line -> line.matches("iozone read 16k +\\+\\d.*FASTER"));
    assertThat(lines()).contains("After is FASTER in 1 of 3 cells.");
    assertThat(page).content().contains("FASTER", "</html>");
    assertNoRunTouched();
  }

  @Test
  void shouldReplaceAPageOfBefore() throws IOException {
    Path page = directory.resolve("page.html");
    assertThat(execute("report", "./one", "./two", "--out", "./page.html")).as(error()).isZero();
    String before = Files.readString(page);

    assertThat(execute("compare", "./one", "./two", "--out", "./page.html")).as(error()).isZero();

    assertThat(page).content().isNotEqualTo(before).contains("</html>");
  }

  @Test
  void shouldLeaveAFileOfTheUsersAlone() throws IOException {
    Path page = Files.writeString(directory.resolve("page.html"), "mine");

    assertThat(execute("compare", "./one", "./two", "--out", "./page.html")).isEqualTo(2);

    assertThat(error()).contains("not written by aio-revisited", "--out").hasLineCount(1);
    assertThat(page).hasContent("mine");
  }

  @Test
  void shouldLeaveALinkInARunsFolderAloneBeforeItPrints() throws IOException {
    Path mine = Files.writeString(directory.resolve("mine"), "mine");
    Files.deleteIfExists(directory.resolve("one/report.html"));
    Files.createSymbolicLink(directory.resolve("one/report.html"), mine);

    assertThat(execute("report", "./one")).isEqualTo(2);

    assertThat(error()).contains("report.html is a link").hasLineCount(1);
    assertThat(lines()).isEmpty();
    assertThat(mine).hasContent("mine");
  }

  @Test
  void shouldSayWhatOfAJournalIsLeftOut() throws IOException {
    Path journal = directory.resolve("two/trials.jsonl");
    String whole = Files.readString(journal);
    Files.writeString(journal, whole.substring(0, whole.length() - 9));

    assertThat(execute("compare", "./one", "./two", "--out", "./page.html")).as(error()).isZero();

    assertThat(error()).contains("two: left out: ").hasLineCount(1);
  }

  @Test
  void shouldNameThePageAfterTheRunsWhereNoNameIsGiven() throws IOException {
    assertThat(RunsPage.file(null, "compare-a-b")).isEqualTo(Path.of("compare-a-b.html"));
    assertThat(RunsPage.name(directory.resolve("one/../two"))).isEqualTo("two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          compare                                    | BEFORE
          compare ./one                              | AFTER
          compare ./one ./one                        | named twice
          compare ./one ./one/../one                 | named twice
          compare ./one ./two ./other-blocks         | other-blocks
          compare ./one ./missing                    | missing is not a run folder
          compare ./one ./other-blocks               | another block size, 64k
          compare ./one ./two --out ./one/page.html  | holds a run
          compare ./one ./two --out ./page.txt       | ends in .html
          compare ./one ./two --out ./no/page.html   | not a directory
          report ./one --out ./page.html             | for several runs
          report ./one ./missing                     | missing is not a run folder
          report ./one ./two ./one                   | named twice
          report ./one ./two --out ./two/page.html   | holds a run
          """)
  void shouldRefuseAWrongCallInOneLineAndWriteNothing(String call, String inMessage)
      throws IOException {
    int status = execute(call.split(" +"));

    assertThat(status).as(error()).isEqualTo(2);
    assertThat(out.size()).isZero();
    assertThat(error()).startsWith("aio-revisited: ").contains(inMessage).hasLineCount(1);
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("one", "two", "other-blocks");
    assertNoRunTouched();
  }

  private static GeneratedRun run(long seed) {
    return new GeneratedRun(seed)
        .rounds(12)
        .noise(0.005)
        .conditions(List.of(GeneratedRun.iozone("read", 16384)));
  }

  private void assertNoRunTouched() {
    for (String run : List.of("one", "two", "other-blocks")) {
      assertThat(directory.resolve(run).toFile().list())
          .containsExactlyInAnyOrder("run.json", "trials.jsonl");
    }
  }

  /** Executes with words that start with a dot as paths in {@link #directory}. */
  private int execute(String... words) {
    String[] args =
        List.of(words).stream()
            .map(word -> word.startsWith(".") ? directory.resolve(word).toString() : word)
            .toArray(String[]::new);
    return CommandLines.execute(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> lines() {
    return text().lines().toList();
  }

  private String error() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
