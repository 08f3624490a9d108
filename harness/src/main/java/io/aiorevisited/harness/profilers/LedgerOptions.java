package io.aiorevisited.harness.profilers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.openjdk.jmh.profile.ProfilerException;

/**
 * What the ledger's init line says.
 *
 * @param target file or device whose counters are read; null for none
 * @param file where the ledgers go; null for nowhere
 */
record LedgerOptions(Path target, Path file) {

  static LedgerOptions parse(String initLine) throws ProfilerException {
    Path target = null;
    Path file = null;
    for (String option : initLine.split(";")) {
      if (option.startsWith("target=")) {
        target = unquote(option.substring("target=".length()));
      } else if (option.startsWith("file=")) {
        file = unquote(option.substring("file=".length()));
      } else if (!option.isBlank()) {
        throw new ProfilerException(
            "the CPU ledger takes target=PATH and file=PATH, parted by ';', and no: " + option);
      }
    }
    return new LedgerOptions(target, file);
  }

  /** Finds the counters of the target's device; null where there are none. */
  String deviceStatPath() {
    try {
      return target == null ? null : DeviceStat.pathFor(target);
    } catch (IOException e) {
      throw new UncheckedIOException("the CPU ledger's target can't be looked at: " + target, e);
    }
  }

  /** Returns the init line that {@link #parse} makes this of. */
  String initLine() {
    return (target == null ? "" : "target=" + quote(target))
        + ";"
        + (file == null ? "" : "file=" + quote(file));
  }

  /** A path may hold a semicolon, which would end it. */
  private static String quote(Path path) {
    return path.toString().replace("%", "%25").replace(";", "%3B");
  }

  private static Path unquote(String quoted) {
    return Path.of(quoted.replace("%3B", ";").replace("%25", "%"));
  }
}
