package io.aiorevisited.workloads;

import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineType;
import io.aiorevisited.engines.IoOperation;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a trial is to measure.
 *
 * @param engine under test
 * @param spec what each pass does
 * @param cacheMode how the target is opened
 * @param target existing file; empty to make a scratch file and remove it again
 * @param verify whether the data is proven to be right after the last pass
 */
public record TrialSettings(
    EngineType engine,
    WorkloadSpec spec,
    CacheMode cacheMode,
    Optional<Path> target,
    boolean verify) {

  /**
   * @throws IllegalArgumentException if there would be nothing to verify
   */
  public TrialSettings {
    if (verify && engine == EngineType.NULL) {
      throw new IllegalArgumentException(
          "the null engine moves no data, so there is nothing to verify: leave verify out");
    }
  }

  /** Whether passes write. */
  public boolean writes() {
    return spec.operation() == IoOperation.WRITE;
  }
}
