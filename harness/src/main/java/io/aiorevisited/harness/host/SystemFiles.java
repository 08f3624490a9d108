package io.aiorevisited.harness.host;

import io.aiorevisited.workloads.targets.place.KernelText;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The one-line files of /proc and /sys; what can't be read is unknown, never an error. */
final class SystemFiles {

  static final String UNKNOWN = "unknown";

  private final Path root;

  /**
   * @param root {@code /}, or a copy of such a tree
   */
  SystemFiles(Path root) {
    this.root = root;
  }

  /** The roots of procfs and sysfs in this tree. */
  SystemTrees trees() {
    return new SystemTrees(root.resolve("proc"), root.resolve("sys"));
  }

  Path path(String path) {
    return root.resolve(path);
  }

  /** The first line of a file, stripped, or {@code unknown}. */
  String line(Path file) {
    return lines(file).stream()
        .findFirst()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .orElse(UNKNOWN);
  }

  String line(String file) {
    return line(path(file));
  }

  /** What stands after {@code key} and a colon in a file, or empty. */
  Optional<String> value(String file, String key) {
    return lines(path(file)).stream()
        .filter(line -> line.startsWith(key) && line.contains(":"))
        .filter(line -> line.substring(0, line.indexOf(':')).strip().equals(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  List<String> lines(Path file) {
    return KernelText.read(file).map(text -> text.lines().toList()).orElse(List.of());
  }
}
