package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No two classes read the same file of procfs or sysfs: each has one reader, which all others ask.
 */
class KernelFilesTest {
  private static final Pattern LITERAL =
      Pattern.compile(
          "\"/?((?:proc|sys)/[^\"]+)\"|[.](proc|sys)\\(\\)\\s*[.]resolve\\(\"([^\"]+)\"");

  /** Folders that several classes look beneath, each for files of its own. */
  private static final Set<String> FOLDERS =
      Set.of("proc/", "proc/self/task", "proc/self/task/", "proc/self/fd/", "sys/dev/block/");

  @Test
  void shouldHaveOneReaderForEachFileOfTheKernel() throws IOException {
    Map<String, Set<String>> readers = new TreeMap<>();
    for (String module : List.of("engines", "workloads", "analysis", "reports", "harness")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          LITERAL
              .matcher(code(file))
              .results()
              .map(KernelFilesTest::path)
              .filter(path -> !FOLDERS.contains(path))
              .forEach(
                  path ->
                      readers
                          .computeIfAbsent(path, key -> new TreeSet<>())
                          .add(file.getFileName().toString()));
        }
      }
    }

    assertThat(readers).containsKeys("proc/stat", "proc/self/mountinfo", "proc/self/smaps");
    assertThat(readers).allSatisfy((path, classes) -> assertThat(classes).as(path).hasSize(1));
  }

  private static String path(MatchResult match) {
    return match.group(1) != null ? match.group(1) : match.group(2) + "/" + match.group(3);
  }

  /** The file without what it prints: a message may name a path that another class reads. */
  private static String code(Path file) throws IOException {
    return Files.readString(file).replaceAll("(?m)^\\s*\\*.*$|//.*$", "");
  }
}
