package io.aiorevisited.workloads.gates;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.workloads.targets.probe.PageCacheResidency;
import java.util.Locale;
import java.util.Optional;

/** Checks that direct I/O left no pages of the target in the page cache. */
final class PageCacheGate {
  static final String NAME = "page-cache";

  /** Largest share of the target by which the cache may have grown. */
  static final double LARGEST_GROWTH = 0.01;

  private PageCacheGate() {}

  /**
   * @param inMemory whether the target's file system is the page cache itself, as tmpfs
   * @param before pages before the first pass; empty where nobody can tell
   * @param after pages after the last pass
   */
  static GateRecord check(
      CacheMode cacheMode,
      boolean inMemory,
      Optional<PageCacheResidency> before,
      Optional<PageCacheResidency> after) {
    if (cacheMode != CacheMode.NONE) {
      return GateRecord.notCheckable(
          NAME, "cache mode " + cacheMode.label() + " uses the page cache on purpose");
    }
    if (inMemory) {
      return GateRecord.notCheckable(NAME, "the target's file system is the page cache itself");
    }
    if (before.isEmpty() || after.isEmpty()) {
      return GateRecord.notCheckable(NAME, "this kernel tells this user nothing of the page cache");
    }
    double growth = after.get().share() - before.get().share();
    String seen =
        String.format(
            Locale.ROOT,
            "%.1f %% of the target cached before, %.1f %% after",
            100 * before.get().share(),
            100 * after.get().share());
    return growth > LARGEST_GROWTH
        ? GateRecord.failed(
            NAME,
            seen + ": the passes went through the page cache, or somebody else reads the target",
            "see that nobody else opens the target (lsof), and that it is aligned (doctor PATH)")
        : GateRecord.passed(NAME, seen);
  }
}
