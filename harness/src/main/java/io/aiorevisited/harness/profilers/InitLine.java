package io.aiorevisited.harness.profilers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.ProfilerException;

/** The paths that a profiler is handed in JMH's init line: {@code name=path;name=path}. */
final class InitLine {
  private InitLine() {}

  /** Writes the line that {@link #parse} reads; paths that are null are left out. */
  static String of(Map<String, Path> paths) {
    return paths.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .map(entry -> entry.getKey() + "=" + quote(entry.getValue()))
        .collect(Collectors.joining(";"));
  }

  /**
   * Reads the paths by their names.
   *
   * @param known names that may be there
   * @throws ProfilerException if the line has any other
   */
  static Map<String, Path> parse(String line, List<String> known) throws ProfilerException {
    Map<String, Path> paths = new LinkedHashMap<>();
    for (String option : line.split(";")) {
      int equals = option.indexOf('=');
      String name = option.substring(0, Math.max(0, equals)).trim();
      if (option.isBlank()) {
        continue;
      }
      if (!known.contains(name)) {
        throw new ProfilerException(
            "the init line takes "
                + known.stream().map(k -> k + "=PATH").collect(Collectors.joining(" and "))
                + ", separated by ';', and no: "
                + option);
      }
      paths.put(name, unquote(option.substring(equals + 1)));
    }
    return paths;
  }

  /** A path may hold a semicolon, which would end it. */
  private static String quote(Path path) {
    return path.toString().replace("%", "%25").replace(";", "%3B");
  }

  private static Path unquote(String quoted) {
    return Path.of(quoted.replace("%3B", ";").replace("%25", "%"));
  }
}
