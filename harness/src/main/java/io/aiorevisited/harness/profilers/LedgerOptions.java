package io.aiorevisited.harness.profilers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.ProfilerException;

/**
 * What the ledger's init line says.
 *
 * @param target file or device whose counters are read; null for none
 */
record LedgerOptions(Path target) {
  private static final String TARGET = "target";

  static LedgerOptions parse(String initLine) throws ProfilerException {
    Map<String, Path> paths = InitLine.parse(initLine, List.of(TARGET));
    return new LedgerOptions(paths.get(TARGET));
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
    Map<String, Path> paths = new LinkedHashMap<>();
    paths.put(TARGET, target);
    return InitLine.of(paths);
  }
}
