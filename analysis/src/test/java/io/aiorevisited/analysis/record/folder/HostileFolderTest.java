package io.aiorevisited.analysis.record.folder;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.aiorevisited.analysis.profile.RunProfiles;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.ProfileRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Run folders that came from somebody who means no good. */
public class HostileFolderTest {

  private static final List<String> FILES =
      List.of(
          "run.json",
          "trials.jsonl",
          "ledger-cost.json",
          "call-cost.json",
          "profiles/profiles.json");

  @TempDir Path temp;
  private Path folder;
  private int runs;

  @BeforeEach
  void writeRun() throws IOException {
    folder = temp.resolve("run" + ++runs);
    new GeneratedRun(1).rounds(1).writeTo(folder);
    Files.createDirectory(folder.resolve("profiles"));
  }

  @Test
  void shouldNotHangOnAPipe() throws Exception {
    for (String name : FILES) {
      Path file = emptied(name);
      Process process = new ProcessBuilder("mkfifo", file.toString()).start();
      assertThat(process.waitFor()).isZero();

      assertTimeoutPreemptively(ofSeconds(20), () -> assertRefused("is not a regular file"));
    }
  }

  @Test
  void shouldNotFollowALinkOutOfTheFolder() throws IOException {
    for (String name : FILES) {
      Path file = emptied(name);
      Path outside = Files.writeString(temp.resolve("outside"), "{}");
      Files.createSymbolicLink(file, outside);

      assertRefused("is not a regular file");
    }
  }

  @Test
  void shouldNotReadWhatNoRunLeaves() throws IOException {
    for (String name :
        List.of("run.json", "ledger-cost.json", "call-cost.json", "profiles/profiles.json")) {
      try (RandomAccessFile sparse = new RandomAccessFile(emptied(name).toFile(), "rw")) {
        sparse.setLength(1L << 40);
      }

      assertRefused("has more than 16 MiB");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "0",
        "\"run\"",
        "{}",
        "",
        "{\"schemaVersion\":2,\"schemaVersion\":2}",
        "NaN"
      })
  void shouldRefuseAFileThatHoldsSomethingElse(String content) throws IOException {
    for (String name : List.of("run.json", "ledger-cost.json")) {
      Files.writeString(emptied(name), content);
      if (!(content.equals("{}") && name.equals("ledger-cost.json"))) { // all figures are 0 then
        assertRefused(name);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"engine", "workload", "operation", "targetState", "cacheMode", "hostname"})
  void shouldRefuseANameThatIsMarkup(String field) throws IOException {
    Path manifest = folder.resolve("run.json");
    for (String name : List.of("<script>alert(1)</script>", "a\\\" onload=\\\"x", "../x", "a b")) {
      String text = Files.readString(manifest);
      Files.writeString(
          manifest,
          text.replaceFirst(
              "\"" + field + "\" : \"[^\"]*\"",
              Matcher.quoteReplacement("\"" + field + "\" : \"" + name + "\"")));
      assertRefused("." + field + " = '");
      Files.writeString(manifest, text);
    }
  }

  @Test
  void shouldRefuseDeepNesting() throws IOException {
    for (String name :
        List.of("run.json", "ledger-cost.json", "call-cost.json", "profiles/profiles.json")) {
      Files.writeString(emptied(name), "{\"x\":" + "[".repeat(100_000));
      assertRefused("nesting depth");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../../outside",
        "profiles/../../outside",
        "profiles/..",
        "javascript:alert(1)",
        "https://example.org/x",
        "//example.org/x",
        "profiles/a b",
        "profiles/a\\\"onload=",
        "profiles/%2e%2e/x",
        "",
      })
  void shouldRefuseAProfileThatIsNotInItsFolder(String path) throws IOException {
    writeProfile(path);
    assertRefused("which is not a file in profiles");
  }

  @Test
  void shouldReadAProfileOfItsOwnAndNoneBehindALink() throws IOException {
    writeProfile("profiles/x.collapsed");
    Path stacks = folder.resolve("profiles/x.collapsed");
    Files.writeString(stacks, "[main];a;b 3\n");
    assertThat(RunProfiles.of(folder).problems()).isEmpty();

    Files.move(folder.resolve("profiles"), temp.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("profiles"), temp.resolve("elsewhere"));
    assertThat(RunProfiles.of(folder).problems())
        .singleElement()
        .asString()
        .contains("lies outside the run folder");
  }

  private void writeProfile(String path) throws IOException {
    Cell cell = GeneratedRun.iozone("read", 16384).withEngine("aio");
    String good = "profiles/good";
    new ProfileIndex(
            List.of(new ProfileRecord(cell, "ctimer", false, 3, good, good, good, null)), List.of())
        .write(folder);
    Path index = folder.resolve("profiles/profiles.json");
    Files.writeString(index, Files.readString(index).replace(good, path));
  }

  /** Starts a run anew, without one of its files. */
  private Path emptied(String name) throws IOException {
    writeRun();
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    return file;
  }

  private void assertRefused(String reason) throws IOException {
    assertThatThrownBy(
            () -> {
              RunFolder.open(folder);
              LedgerCost.read(folder);
              CallCost.read(folder);
              ProfileIndex.read(folder);
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("\n");
  }
}
