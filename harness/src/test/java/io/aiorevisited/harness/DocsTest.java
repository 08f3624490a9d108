package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds what the pages say of the code against the code. */
class DocsTest {

  /** A class's name stands as `TrialOutcome`: two capitals at least, and none of them the last. */
  private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z]+[A-Z][A-Za-z]*[a-z])`");

  private static final Pattern PACKAGE_NAME =
      Pattern.compile("`((?:engines|workloads|analysis|reports|harness)(?:[.][a-z]+)+)`");

  private static final Set<String> classes = new HashSet<>();
  private static final Set<String> packages = new HashSet<>();

  @BeforeAll
  static void listSources() throws IOException {
    for (String module : List.of("engines", "workloads", "analysis", "reports", "harness")) {
      for (String kind : List.of("main", "test")) {
        Path root = Path.of("..", module, "src", kind, "java", "io", "aiorevisited");
        try (Stream<Path> files = Files.walk(root)) {
          files
              .filter(file -> file.toString().endsWith(".java"))
              .forEach(
                  file -> {
                    classes.add(file.getFileName().toString().replace(".java", ""));
                    packages.add(root.relativize(file.getParent()).toString().replace('/', '.'));
                  });
        }
      }
    }
  }

  @Test
  void shouldNameOnlyClassesThatAreThere() throws IOException {
    assertThat(named(CLASS_NAME)).isNotEmpty().isSubsetOf(classes);
  }

  @Test
  void shouldNameOnlyPackagesThatAreThere() throws IOException {
    assertThat(named(PACKAGE_NAME)).isNotEmpty().isSubsetOf(packages);
  }

  private static Set<String> named(Pattern pattern) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String page : List.of("README.md", "docs/architecture.md", "docs/method.md")) {
      pattern
          .matcher(Files.readString(Path.of("..", page)))
          .results()
          .map((MatchResult result) -> result.group(1))
          .forEach(names::add);
    }
    return names;
  }
}
